"""Sections beside the results: money, undertakings, coverage, other donors; and what each says where there is nothing."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from istmo.kernel.quantity import plain
from istmo.publish import course, report, sections, targets, upward
from istmo.publish.desk import Desk
from istmo.publish.words import Words
from istmo.release.reader import Release, open_release
from tests.unit.publish import basin
from tests.unit.publish.page import Page


@pytest.fixture(scope="module")
def desk(release: Release) -> Desk:
    return Desk(release, Words())


@pytest.fixture(scope="module")
def plain_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    opened = open_release(basin.write_plain(tmp_path_factory.mktemp("plain") / "release"))
    yield Page.read(report.render(opened))
    opened.close()


def words(page: Page) -> str:
    return " ".join(page.words.split())


def test_sections_are_numbered_and_lettered_in_their_order() -> None:
    told = [(section.number, section.id) for section in sections.contents()]
    assert told[:3] == [("", "answer"), ("1", "mission"), ("2", "goals")]
    bodies = [number for number, _ in told if number.isdigit()]
    assert bodies == [str(number) for number in range(1, len(bodies) + 1)]
    assert [number for number, _ in told if number.isalpha()] == ["A", "B", "C", "D"]


def test_told_refuses_one_name_with_two_meanings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (sections.contents()[2], sections.contents()[2])
    monkeypatch.setattr(sections, "contents", lambda: twice)
    with pytest.raises(RuntimeError, match="a second meaning"):
        sections.told(desk)


def test_every_section_says_what_it_has_nothing_of(plain_page: Page) -> None:
    for told in (
        "This release holds no row of money",
        "This release holds no undertaking",
        "nothing can be said of how results moved",
        "No target was stated, so nothing can be counted as met or missed",
        "The framework has no node, so there is nothing to add up.",
        "This release names no own activity.",
        "This release holds nothing of other donors.",
        "The framework has no node, so nothing can be told of coverage.",
        "No evaluation is registered: no number of this report has one beside it.",
        "No target was missed, exceeded by far or left without a report",
        "The release holds no reform, handover, scaled activity or condition",
        "nobody wrote reference sheets for this release, and no assessment of its data is known",
    ):
        assert told in words(plain_page), told


def test_amounts_are_those_of_the_release(page: Page, release: Release) -> None:
    rows = dict(release.query("SELECT submission || ':' || row, amount FROM transactions"))
    shown = [element for element in page.all("data") if "data-transaction" in element.attributes]
    assert len(shown) > 25
    for element in shown:
        codes = element.attributes["data-transaction"].split()
        assert set(codes) <= set(rows)
        assert element.attributes["value"] == plain(sum((rows[code] for code in codes), Decimal(0)))


def test_funds_tell_what_is_split_by_no_country(desk: Desk) -> None:
    stage = next(stage for stage in desk.money.stages if stage.stage == "obligated")
    assert stage.years == ("2017", "2018", "2019")
    assert stage.more_years == 2
    assert [(holder.name, holder.kind) for holder in stage.holders] == [
        ("Land AA", "country"),
        ("Land BB", "country"),
        ("The Basin, not split", "unattributed"),
        ("The Basin", "group"),
    ]
    assert stage.holders[-1].sums["2019"].value == str(30_000_000 + 3 * 2019)
    assert stage.bars[-1][1:] == (Decimal(15_000_000 + 2 * 2019), Decimal(15_000_000 + 2019))


def test_funds_tell_stated_sums_and_whose_they_are(page: Page, desk: Desk) -> None:
    assert [(told.sum.shown, told.provider) for told in desk.money.stated] == [
        ("about $90 million", ""),
        ("$7.5 million", "Gamma Donor"),
    ]
    assert "Money of Gamma Donor, in no own total." in words(page)


def test_funds_hold_a_stated_sum_against_its_parts(desk: Desk) -> None:
    parts = [test for test in desk.money.tests if test.parts_source == "station"]
    assert {test.stated.shown for test in parts} == {"about $90 million"}
    obligated = next(test for test in parts if test.parts.startswith("obligated"))
    assert obligated.parts_sum.shown == f"${90_000_000 + 3 * (2018 + 2019 + 2020):,}"
    assert "names no stage" in obligated.assumptions


def test_undertakings_are_counted_once_and_parts_beside(page: Page, desk: Desk) -> None:
    told = desk.undertakings
    assert told is not None
    assert (told.number, told.parts) == (2, 1)
    assert [(undertaking.code, undertaking.is_part) for undertaking in told.listed] == [
        ("U1", False),
        ("U2", False),
        ("U2a", True),
    ]
    assert [undertaking.code for undertaking in told.of_place({"AA"})] == ["U1"]
    assert "Plant <b>trees</b>." in page.words
    assert "overdue" in words(page)
    assert next(count.value for count in told.months) == "2019-05"


def test_course_sets_each_series_beside_its_year_before(page: Page, release: Release) -> None:
    desk = Desk(release, Words())
    figures = {figure.code: figure for figure in desk.figures}
    told = course.of(desk.ask("trend"), figures, desk.registers, desk.words)
    assert told.periods == ("2019", "2020")
    (series,) = told.series
    assert (series.place, series.reporter) == ("Land AA", "Alpha Agency · Digging")
    assert {period: cell.shown for period, cell in series.cells.items()} == {
        "2019": "1,000",
        "2020": "1,235",
    }
    assert (series.change, series.moved) == ("+23%", "risen, which is better")
    assert told.alone > 3
    assert "Results of the same series by year" in words(page)


def test_tally_counts_each_target_once(page: Page, desk: Desk) -> None:
    told = targets.of(desk.ask("tally"), "basin")
    assert told.whole is not None
    assert (told.whole.targets, told.whole.met, told.whole.missed) == (1, 0, 1)
    assert {line.title: line.targets for line in told.lines} == {"Water": 1, "Forest": 1}
    assert told.shared is not None
    assert told.shared.targets == -1
    assert "0 of 1 targets were met and 1 missed" in words(page)
    assert targets.of(desk.ask("tally"), "coast").lines == ()


def test_upward_takes_away_what_is_printed_twice(page: Page, release: Release) -> None:
    desk = Desk(release, Words())
    indicators = {indicator.code: indicator for indicator in desk.registers.indicators}
    steps = upward.of(desk.ask("rollup"), "basin", indicators, desk.records, desk.words)
    wells = [step for step in steps if step.title == basin.SHARP and "2019" in step.where]
    assert [(step.kind, step.result) for step in wells] == [
        ("indicator", "1,000 wells"),
        ("indicator", "1,000 wells"),
        ("shared", "−1,000 wells"),
        ("total", "1,000 wells"),
    ]
    assert {bool(step.anchor) for step in wells if step.kind != "shared"} == {True}
    assert steps[-1].kind == "total"
    assert "Under more than one line, counted once" in words(page)


def test_coverage_tells_gaps_and_who_fills_them(page: Page) -> None:
    assert "Objective by place, each agency by itself" in words(page)
    assert "alpha 1 of" in words(page)
    assert "nobody" in words(page)


def test_others_stand_beside_in_no_total(page: Page, desk: Desk) -> None:
    (publisher,) = desk.around.publishers
    assert (publisher.name, publisher.activities, publisher.by_country) == ("Gamma Donor", 1, (1, 0, 0))
    assert (publisher.indicators, publisher.with_result, publisher.with_target) == (1, 1, 0)
    assert [work.title for work in desk.around.of_place({"AA"})] == ["Far wells"]
    assert "Wells as Gamma counts them" in words(page)
    assert "123456" in words(page).replace(",", "")
    results = [record for record in desk.records if record.indicator.code == "gamma.1"]
    assert results == []


def test_appendix_lists_only_rows_that_are_shown(page: Page, release: Release, desk: Desk) -> None:
    ids = {e.attributes["id"] for e in page.elements if "id" in e.attributes}
    order = {figure.code: number for number, figure in enumerate(desk.figures, 1)}
    theirs = next(figure for figure in desk.figures if figure.indicator == "gamma.1")
    assert f"f{order[theirs.code]}" not in ids
    assert "more figures that no number here was made from" in words(page)
    (rows,) = release.query("SELECT count(*) FROM transactions")[0]
    shown = [name for name in ids if name[0] == "m" and name[1:].isdigit()]
    assert 0 < len(shown) < rows
