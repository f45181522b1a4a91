"""Sections that authors write: named figures, what stops publication, and what a person lets stand."""

import re
from importlib import import_module
from io import BytesIO
from pathlib import Path

import docx
import pytest

from istmo.kernel.problem import InputProblem, WrongUse
from istmo.publish.authored import edition
from istmo.release.reader import Release
from tests.unit.publish.page import Page

HEAD = "---\ntitle: What the year meant\nafter: assessment\n---\n"
CLEAN = (
    HEAD
    + "# Wells\n\nIn Land AA {{ figure wells place=AA period=2020 agency=alpha }} were dug, *of* {{ target wells place=AA }}.\n\n- rain: {{ context rain place=BB period=2019 }}\n- more, see [the data](https://example.org/data)\n"
)


def write(folder: Path, body: str, overrides: str = "", name: str = "year.md") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(body, encoding="utf-8")
    if overrides:
        (folder / "overrides.yaml").write_text(overrides, encoding="utf-8")
    return folder


def publish(release: Release, tmp_path: Path, body: str, overrides: str = "") -> str:
    (page,) = edition.write(release, tmp_path / "out", write(tmp_path / "sections", body, overrides))
    return page.read_text(encoding="utf-8")


def stopped(release: Release, tmp_path: Path, body: str, overrides: str = "") -> list[str]:
    with pytest.raises(InputProblem) as stop:
        publish(release, tmp_path, body, overrides)
    assert not (tmp_path / "out").exists()
    return [problem.sentence for problem in stop.value.problems]


def words(page: str) -> str:
    return " ".join(Page.read(page).words.split())


def test_named_figures_are_figures_of_the_report(release: Release, tmp_path: Path) -> None:
    page = publish(release, tmp_path, CLEAN)
    told = page.partition('aria-labelledby="own-1"')[2].partition("</section>")[0]
    figures = re.findall(r'<data value="([^"]*)" data-figure="([^"]*)">([^<]*)</data>', told)
    assert [(value, shown) for value, _, shown in figures] == [
        ("1234.5", "1,235"),
        ("2000", "2,000"),
        ("403", "403"),
    ]
    assert re.search(r"In Land AA 1,235 wells ?Source 1 were dug, of 2,000 wells ?Source 1 ?\.", words(page))
    assert 'href="https://example.org/data"' in told
    assert "nothing was typed by hand" in page


def test_section_stands_where_it_wants_to_and_is_numbered(release: Release, tmp_path: Path) -> None:
    page = publish(release, tmp_path, CLEAN)
    titles = re.findall(r'<h2 id="([^"]*)"><span class="number">([^<]*)</span>', page)
    at = [code for code, _ in titles].index("own-1")
    assert titles[at - 1][0] == "assessment"
    assert int(titles[at][1]) == int(titles[at - 1][1]) + 1
    assert int(titles[at + 1][1]) == int(titles[at][1]) + 1


@pytest.mark.parametrize("face", ["docx", "pdf"])
def test_section_stands_in_word_and_pdf(face: str, release: Release, tmp_path: Path) -> None:
    folder = write(tmp_path / "sections", CLEAN)
    (path,) = edition.write(release, tmp_path / "out", folder, formats=[face])
    content = path.read_bytes()
    if face == "docx":
        text = " ".join(p.text for p in docx.Document(BytesIO(content)).paragraphs)
    else:
        pypdf = import_module("pypdf")
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    text = text.replace("\u2060", "")
    assert "What the year meant" in text
    assert "1,235" in text
    assert "rain: 403" in " ".join(text.split())


def test_everything_that_stops_is_told_at_once(release: Release, tmp_path: Path) -> None:
    told = stopped(
        release,
        tmp_path,
        HEAD
        + "Some 871 bridges.\n\nOur aid led to {{ context rain place=AA period=2020 }}.\n\n{{ figure welsl }}\n\n"
        "{{ figgure wells }} {{ figure wells plaze=AA }} {{ figure wells }} {{ figure wells place=ZZ }}\n",
    )
    said = "\n".join(told)
    assert "year.md, row 5: “871” is typed by hand" in said
    assert "row 7: look here: “led to” stands beside Rain a year" in said
    assert "row 9: the release has no indicator welsl. Did you mean wells" in said
    assert "“figgure wells” names no figure. Begin with figure" in said
    assert "“plaze=AA” is no condition. Write place=" in said
    assert "figures of wells are meant" in said
    assert "the release has no figure of wells place=ZZ. There are place=AA period=" in said
    assert "let a named person override it in overrides.yaml" in said
    assert len(told) == 7


def test_typed_number_of_the_release_is_told_as_such(release: Release, tmp_path: Path) -> None:
    (told,) = stopped(release, tmp_path, HEAD + "In Land AA 1,235 wells were dug in 2020.\n")
    assert "“1,235” is typed by hand; it is 1,235 wells" in told


@pytest.mark.parametrize(
    "text", ["In 2020, on 3 May, Table 2 told of three aims.", "See section 7045(a), page 3."]
)
def test_dates_references_and_small_words_are_no_figures(text: str, release: Release, tmp_path: Path) -> None:
    assert text in words(publish(release, tmp_path, HEAD + text))


OVERRIDE = """
- file: year.md
  words: Some 871 bridges
  by: Ana Reyes
  reason: Told by the ministry; no figure is reported yet.
  on: 2018-05-04
"""


def test_override_lets_it_stand_and_is_printed(release: Release, tmp_path: Path) -> None:
    page = publish(release, tmp_path, HEAD + "Some 871 bridges were seen.\n", OVERRIDE)
    told = words(page)
    assert "Some 871 bridges were seen." in told
    assert "Overrides" in told
    cells = (
        "Some 871 bridges",
        "year.md",
        "Ana Reyes",
        "2018-05-04",
        "Told by the ministry; no figure is reported yet.",
    )
    assert re.search(" ?".join(map(re.escape, cells)), told)
    assert "nothing was typed by hand" not in told
    assert "the last appendix names with the person who let them stand" in told


def test_override_ends_when_the_passage_changes(release: Release, tmp_path: Path) -> None:
    told = stopped(release, tmp_path, HEAD + "Some 872 bridges were seen.\n", OVERRIDE)
    assert len(told) == 2
    assert "“872” is typed by hand" in told[0]
    assert "the override of “Some 871 bridges” in year.md lets nothing stand" in told[1]


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ("- file: year.md\n  words: x\n  reason: y\n  on: 2018-05-04\n", "does not say by. Name the person"),
        ("- file: year.md\n  words: x\n  by: ''\n  reason: y\n  on: 2018-05-04\n", "does not say by"),
        ("- file: year.md\n  words: x\n  by: A\n  reason: y\n  on: May\n", "“May” is no date"),
        ("- file: year.md\n  wrods: x\n  by: A\n  reason: y\n  on: 2018-05-04\n", "“wrods” is no key"),
        ("file: year.md", "a list of overrides was expected"),
        ("- 5\n", "an override has keys and values"),
        ("- [", "overrides.yaml"),
    ],
)
def test_override_that_names_nobody_is_refused(
    overrides: str, said: str, release: Release, tmp_path: Path
) -> None:
    assert said in "\n".join(stopped(release, tmp_path, HEAD + "Words.\n", overrides))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("No head at all.\n", "has no head that gives its title"),
        ("---\nafter: assessment\n---\nx\n", "the head gives no title"),
        ("---\ntitel: x\n---\nx\n", "is no line of a head. Write title:"),
        ("---\ntitle: x\nafter: asessment\n---\nx\n", "no section “asessment”. Write assessment"),
        (HEAD + "a \ue000 b\n", "characters of a private kind"),
        (HEAD + '[x](https://a.org "{{ figure wells place=BB }}")\n', "stands where no figure can be shown"),
    ],
)
def test_broken_section_is_refused(body: str, said: str, release: Release, tmp_path: Path) -> None:
    assert said in "\n".join(stopped(release, tmp_path, body))


def test_hostile_text_stays_text(release: Release, tmp_path: Path) -> None:
    body = (
        '---\ntitle: "<script>alert()</script> {{ x }} %(x)s 100%"\n---\n'
        "<script>alert()</script>\n\n<img src=x onerror=alert()>\n\n![p](https://a.org/p.png)\n\n"
        "[a](javascript:alert()) [b](data:text/html;base64,x)\n\n{% include '/etc/passwd' %}\n"
    )
    overrides = OVERRIDE.replace("Some 871 bridges", "100%")
    page = publish(release, tmp_path, body, overrides)
    assert page.count("<script") == page.count("<script>") == 0
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert 'href="data' not in page
    assert "&lt;script&gt;alert()" in page
    assert "include" in page


def test_folder_without_sections_is_wrong_use(release: Release, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is no folder"):
        edition.write(release, tmp_path / "out", tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(WrongUse, match="holds no section in “en”"):
        edition.write(release, tmp_path / "out", tmp_path / "empty")


def test_report_without_sections_is_what_it_was(text: str) -> None:
    assert "own-1" not in text
    assert "Overrides" not in text
