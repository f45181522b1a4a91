"""Drafts held against the small release about a river: clean ones, and each way of being wrong."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from istmo.formats.door import read_document
from istmo.kernel.problem import WrongUse
from istmo.publish import factsheet, report
from istmo.publish.desk import Desk
from istmo.publish.draft import check, held, marking
from istmo.publish.draft.findings import Checked
from istmo.publish.draft.judge import Judge
from istmo.publish.words import Words
from istmo.release.reader import Release
from tests.services import office


@pytest.fixture(scope="module")
def judge(release: Release) -> Judge:
    return held.judge(release, None, "en")


@pytest.fixture
def tell(judge: Judge, tmp_path: Path) -> Iterator[object]:
    def telling(text: str) -> Checked:
        path = tmp_path / "draft.txt"
        path.write_text(text, encoding="utf-8")
        return check.check(read_document(path), path.name, judge)

    return telling


def found(told: Checked) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in told.findings]


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize("paper", [report, factsheet])
def test_our_own_papers_come_back_clean(
    ending: str, paper, release: Release, judge: Judge, tmp_path: Path
) -> None:
    page = paper.page(Desk(release, Words()))
    path = tmp_path / f"paper.{ending}"
    path.write_bytes(import_module(f"istmo.publish.faces.{ending}").write(page))
    told = check.check(read_document(path), path.name, judge)
    assert found(told) == []
    assert told.found > 40


def test_every_number_of_the_word_report_is_missed_when_changed(
    release: Release, judge: Judge, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(import_module("istmo.publish.faces.docx").write(report.page(Desk(release, Words()))))
    opened = docx.Document(str(path))
    numbers = [
        t for t in opened.element.body.iter(qn("w:t")) if re.fullmatch(r"\d,\d{3}|\d{3}", t.text or "")
    ]
    assert len(numbers) > 20
    missed = []
    for element in numbers[::7]:
        kept, changed = element.text, element.text[:-1] + str((int(element.text[-1]) + 5) % 10)
        element.text = changed
        opened.save(str(path))
        element.text = kept
        if changed not in " ".join(
            one.text for one in check.check(read_document(path), path.name, judge).findings
        ):
            missed.append((kept, changed))
    assert missed == []


def test_number_of_the_release_is_found_however_it_is_told(tell) -> None:
    told = tell(
        "In Land AA 1,235 wells were dug in 2020. Some 1,230 wells in Land AA, over 1,200 wells. In Land BB more than "
        "27 million wells. Floods fell by 62.5 percent, or about 63%. Rain in Land BB was 404 mm in 2020."
    )
    assert found(told) == []
    assert told.found == 7


def test_changed_number_is_told_with_what_the_release_has(tell) -> None:
    (one,) = tell("In 2020 Alpha Agency dug 1,437 wells in Land AA.").findings
    assert (one.kind, one.text, one.place) == ("changed", "1,437", "line 1")
    assert "Wells" in one.has[0]
    assert one.sentence == "In 2020 Alpha Agency dug 1,437 wells in Land AA."
    assert "“1,437” is changed: the release has" in one.problem("draft.txt").sentence


def test_unknown_number_is_told(tell) -> None:
    told = tell("Some 871 bridges were painted.\n\nIn 2020 nothing else was.")
    assert found(told) == [("unknown", "871")]
    assert told.no_figures == {"year": 1}


def test_all_are_told_at_once_in_their_order(tell) -> None:
    told = tell("We saw 871 bridges.\n\nAnd 93,411 owls, and 77 percent of moles.")
    assert [one.text for one in told.findings] == ["871", "93,411", "77 percent"]
    assert told.counts["unknown"] == 3
    assert not told.is_clean


def test_strong_words_beside_context_are_shown(tell) -> None:
    told = tell("As a result of our program rain in Land AA rose to 904 mm in 2020.")
    (one,) = told.findings
    assert (one.kind, one.text) == ("too_strong", "As a result of")
    assert "look here" in one.said
    assert "context indicator" in one.said


def test_strong_words_beside_performance_are_not(tell) -> None:
    assert found(tell("As a result of our program 1,235 wells were dug in Land AA in 2020.")) == []


def test_word_file_is_given_back_with_comments(judge: Judge, tmp_path: Path) -> None:
    path, out = tmp_path / "draft.docx", tmp_path / "marked.docx"
    opened = docx.Document()
    opened.add_heading("Bridges", 1)
    paragraph = opened.add_paragraph("Some ")
    paragraph.add_run("871").bold = True
    paragraph.add_run(" bridges, and 93,411 owls.")
    table = opened.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Moles", "77.7 percent"
    opened.save(str(path))
    told = check.check(read_document(path), path.name, judge)
    assert [one.text for one in told.findings] == ["871", "93,411", "77.7 percent"]
    marking.write(path, told, out)
    marked = docx.Document(str(out))
    comments = list(marked.comments)
    assert [comment.text for comment in comments] == [one.said for one in told.findings]
    assert [p.text for p in marked.paragraphs] == [p.text for p in opened.paragraphs]
    assert [_under(marked, number) for number in range(3)] == ["871", "93,411", "77.7 percent"]
    assert [run.text for run in marked.paragraphs[1].runs if run.bold] == ["871"]
    assert office.saved(out, "pdf", tmp_path / "office").stat().st_size > 1000


def test_comments_are_added_to_those_there_are(judge: Judge, tmp_path: Path) -> None:
    path, out = tmp_path / "draft.docx", tmp_path / "marked.docx"
    opened = docx.Document()
    paragraph = opened.add_paragraph("Some 871 bridges.")
    opened.add_comment(paragraph.runs, "Is this so?", "Ana", "A")
    opened.save(str(path))
    marking.write(path, check.check(read_document(path), path.name, judge), out)
    assert [comment.author for comment in docx.Document(str(out)).comments] == ["Ana", "istmo"]


def _under(opened, number: int) -> str:
    """The words between the two marks of a comment."""
    inside, words = False, []
    for element in opened.element.body.iter():
        if element.get(qn("w:id")) == str(number):
            inside = {qn("w:commentRangeStart"): True, qn("w:commentRangeEnd"): False}.get(
                element.tag, inside
            )
        if inside and element.tag == qn("w:t"):
            words.append(element.text)
    return "".join(words)


def test_text_is_given_back_with_marks(tell, tmp_path: Path) -> None:
    told = tell("Some 871 bridges.")
    out = tmp_path / "marked.txt"
    marking.write(tmp_path / "draft.txt", told, out)
    assert out.read_text(encoding="utf-8") == (
        "Some 871 [[unknown: “871” is in nothing that the release says]] bridges."
    )


def test_marked_copy_keeps_its_ending(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"written as \.docx"):
        marking.refuse_name(Path("draft.docx"), Path("marked.txt"))
    marking.refuse_name(Path("draft.pdf"), Path("marked.txt"))
