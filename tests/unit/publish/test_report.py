"""The report as a whole: what it says, that each number is the release's, that it needs nothing from anywhere."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain
from istmo.publish import registers, report, strategy
from istmo.publish.sections import contents
from istmo.publish.style import policy, style_of
from istmo.release.reader import Release, open_release
from tests.unit.publish import basin
from tests.unit.publish.page import Page


def values(release: Release) -> dict[str, Decimal | None]:
    rows = release.query("SELECT submission || ':' || row, value FROM figures")
    return dict(rows)


def test_report_has_every_section_in_order(page: Page) -> None:
    titles = [element.words.split(" ", 1)[-1].strip() for element in page.all("h2")]
    assert titles[0] == "Contents"
    assert titles[1:] == [section.title for section in contents()]


def test_report_values_are_those_of_the_release(page: Page, release: Release) -> None:
    told = values(release)
    shown = [element for element in page.all("data") if "data-figure" in element.attributes]
    assert len(shown) > 30
    for element in shown:
        codes = element.attributes["data-figure"].split()
        assert set(codes) <= set(told)
        if len(codes) == 1 and told[codes[0]] is not None:
            assert element.attributes["value"] == plain(told[codes[0]])


def test_report_total_names_all_its_rows(page: Page) -> None:
    two = [
        e for e in page.all("data") if e.attributes.get("data-figure", "").count(f"{basin.SUBMISSION}:") == 2
    ]
    assert [(e.attributes["value"], e.words) for e in two] == [("1334.5", "1,335")]


def test_report_is_about_the_main_framework(release: Release) -> None:
    told = registers.read(release)
    assert strategy.reported(told).code == "basin"
    partner = replace(told, passages=[replace(p, framework="coast") for p in told.passages])
    assert strategy.reported(partner).code == "basin"
    equal = [replace(f, standing=None) for f in told.frameworks]
    assert strategy.reported(replace(partner, frameworks=equal)).code == "coast"


def test_report_shows_other_frameworks_beside(release: Release) -> None:
    coast, before = strategy.beside(registers.read(release), "basin")
    assert (coast.framework.code, coast.links, before.framework.code, before.links) == (
        "coast",
        1,
        "before",
        0,
    )
    [meeting] = coast.meetings
    assert (meeting.node.code, meeting.to_node.code, meeting.titles) == ("W1", "C1", ("", ""))
    [meeting] = before.meetings
    assert (meeting.link.match, meeting.titles) == ("broad", ("", "Coast Plan"))


def test_report_tells_what_stands_beside(text: str) -> None:
    partners = re.sub(r"\s+", " ", text.partition('<h2 id="partners"')[2].partition("<h2")[0])
    for words in ("a partner’s own plan", "an earlier framework", "nearly the same", "the second is wider"):
        assert words in partners
    assert "nothing of theirs is counted in its totals" in partners


def test_report_every_link_leads_somewhere(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    links = [e.attributes["href"] for e in page.all("a")]
    assert {link for link in links if not link.startswith("#")} == set()
    assert {link[1:] for link in links} <= set(ids)


def test_report_every_number_opens_its_row(text: str) -> None:
    assert len(re.findall(r'<a href="#[ftmu]\d+"[^>]*><data ', text)) == text.count("<data ")


def test_report_needs_nothing_from_anywhere(page: Page, text: str) -> None:
    assert not page.all("script")
    assert not [e for e in page.elements if {"src", "srcset", "onclick", "style"} & set(e.attributes)]
    assert {e.tag for e in page.elements if "href" in e.attributes} == {"a"}
    assert "url(http" not in text
    assert "@import" not in text


def test_report_policy_allows_its_own_style_only(page: Page, text: str) -> None:
    told = next(e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes)
    assert told == policy(style_of(text))
    assert "unsafe" not in told
    assert told.startswith("default-src 'none'")


def test_report_says_what_is_missing_and_why(page: Page) -> None:
    for told in (
        "no target stated",
        "base not given",
        "no baseline stated",
        "preliminary",
        "period not stated",
        "The day from which the years are counted is not stated",
        "The release holds no passage for this part of the report.",
        "No value for: Land CC",
        "Never reported",
        "More trees",
        "A share without its parts.",
        "0 of 1 reported",
    ):
        assert told in page.words, told


def test_report_tells_qualifiers_ranges_and_states(page: Page) -> None:
    shown = {element.words for element in page.all("data")}
    assert {"at least 27 million", "about 40%", "2 to 3", "at work", "−62.5%"} <= shown


def test_report_tells_a_node_under_two_lines_once(page: Page) -> None:
    assert "also under Forest" in page.words
    assert "told above, counted once" in page.words
    assert "Under more than one line, counted once" in page.words


def test_report_writes_a_strangers_text_as_text(page: Page, text: str) -> None:
    assert basin.SHARP in page.words
    assert "<script" not in text
    assert "A <b>remark</b>" in page.words


def test_report_same_release_same_bytes(release: Release, text: str, tmp_path: Path) -> None:
    again = open_release(basin.write(tmp_path / "again"))
    assert report.render(again) == text
    again.close()


def test_report_asks_a_constant_number_of_queries(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    query = Release.query

    def counted(self: Release, sql: str, parameters: object = ()) -> object:
        asked.append(sql)
        return query(self, sql, parameters)

    monkeypatch.setattr(Release, "query", counted)
    report.render(release)
    assert len(asked) < 120


def test_write_gives_the_file(release: Release, text: str, tmp_path: Path) -> None:
    (written,) = report.write(release, tmp_path / "new" / "out")
    assert written == tmp_path / "new" / "out" / "report.html"
    assert written.read_text("utf-8") == text
    assert [entry.name for entry in written.parent.iterdir()] == ["report.html"]


def test_render_refuses_a_language_it_does_not_speak(release: Release) -> None:
    with pytest.raises(WrongUse, match="cannot be written in “xx” yet"):
        report.render(release, lang="xx")


def test_render_refuses_a_release_without_framework(tmp_path: Path) -> None:
    bare = open_release(basin.write_bare(tmp_path / "bare"))
    with pytest.raises(WrongUse, match="no framework"):
        report.render(bare)
    bare.close()


def test_what_is_held_back_is_told_with_its_reason_and_place(page: Page) -> None:
    told = " ".join(page.words.split())
    assert "1 figure held back in review" in told
    assert "twice the wells there are" in told
    assert "Results!F99" in told
