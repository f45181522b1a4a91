"""What was said before and is said otherwise now: within one release, and between two."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.analyse import revisions
from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.release.reader import open_release
from tests.oracle.store import FIGURE, INDICATOR, Row, Store
from tests.unit.release.made import Plan, figure, part, release, row

PERSONS = {"measure": "count", "counts": "people", "over_series": "range"}


def year(number: int, value: Any = None, **cells: Any) -> Row:
    days = {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}
    usual = {"indicator": "i", "place": "HN", "agency": "works", "submission": f"c/works/{number}", "row": 2}
    return FIGURE | usual | days | {"value": None if value is None else Decimal(str(value))} | cells


def asked(
    *figures: Row, earlier: tuple[Row, ...] = (), indicator: Row | None = None, **where: str
) -> list[Row]:
    tables = {
        "indicators": [INDICATOR | {"code": "i", "unit": "wells"} | (indicator or {})],
        "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
        "figures": list(figures),
        "revisions": list(earlier),
    }
    return revisions.ask(Store().fill(tables), **where).dicts()


def test_restated_figure_is_told_with_both_values_the_submission_and_the_note() -> None:
    before = year(2017, 1000, submission="c1/works/1", restated_by="c2/works/1")
    [told] = asked(year(2017, 900, submission="c2/works/1", note="counted twice"), earlier=(before,))
    assert (told["kind"], told["period"], told["earlier"], told["later"], told["change"]) == (
        "restated",
        "2017",
        "1000",
        "900",
        -100,
    )
    assert (told["reason"], told["by"], told["earlier_by"]) == ("counted twice", "c2/works/1", "c1/works/1")
    assert (told["unit"], told["notes"]) == ("wells", None)


def test_restatement_without_a_note_says_so() -> None:
    [told] = asked(year(2017, 900), earlier=(year(2017, 1000, restated_by="c2/works/1"),))
    assert (told["reason"], told["notes"]) == (None, "no reason given")


def test_statement_sent_again_unchanged_is_no_revision() -> None:
    again = year(2017, 900, submission="c1/works/1", maturity="preliminary", restated_by="c2/works/1")
    assert asked(year(2017, 900, maturity="final"), earlier=(again,)) == []


def test_states_ratios_and_ranges_are_told_in_words() -> None:
    ratio = {"measure": "ratio", "counts": None, "per": Decimal(100)}
    share = {"numerator": Decimal(45), "denominator": Decimal(60)}
    [told] = asked(
        year(2017, **share),
        earlier=(year(2017, state="withheld", restated_by="c2"),),
        indicator=ratio,
    )
    assert (told["earlier"], told["later"], told["later_value"], told["change"]) == (
        "withheld",
        "45 of 60",
        75,
        None,
    )
    [told] = asked(
        year(2017, low=Decimal(5), high=Decimal(9), qualifier="about"),
        earlier=(year(2017, 7, qualifier="at_least", restated_by="c2"),),
    )
    assert (told["earlier"], told["later"]) == ("at least 7", "about 5 to 9")


def test_other_units_are_not_compared() -> None:
    [told] = asked(year(2017, 9, unit="km"), earlier=(year(2017, 10, unit="miles", restated_by="c2"),))
    assert told["change"] is None


def test_running_total_that_falls_is_asked_about() -> None:
    running = {"time": "running"}
    [told] = asked(year(2016, 300), year(2017, 280, note="some closed"), indicator=running)
    assert (told["kind"], told["period"], told["earlier"], told["later"], told["change"]) == (
        "fell",
        "2017",
        "300",
        "280",
        -20,
    )
    assert told["notes"] == (
        "a running total that fell after 2016: a correction, or a loss? A correction restates the earlier period"
    )
    assert told["reason"] == "some closed"


def test_corrected_running_total_is_a_restatement_and_no_fall() -> None:
    [told] = asked(
        year(2016, 250, note="50 too many"),
        year(2017, 280),
        earlier=(year(2016, 300, restated_by="c2"),),
        indicator={"time": "running"},
    )
    assert (told["kind"], told["period"], told["change"]) == ("restated", "2016", -50)


def test_one_release_says_what_it_cannot_know() -> None:
    answer = revisions.ask(Store().fill({}))
    assert any("it cannot know: name the earlier release with --against" in note for note in answer.notes)


def test_unknown_column_is_refused_in_a_sentence() -> None:
    with pytest.raises(WrongUse, match="revisions has no column colour"):
        asked(colour="red")


def test_only_a_release_in_a_folder_can_be_held_against_another() -> None:
    with pytest.raises(WrongUse, match="in a folder"):
        asked(against="releases/1")


class Two:
    """Two releases, one after the other, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first: dict[str, Any] = {}
        self.second: dict[str, Any] = {}

    def figures(self, first: list[Any], second: list[Any]) -> "Two":
        """The figures of both; what the first stated is approved in the second too."""
        one = part(self.folder / "c1.parquet", first, "c1")
        two = part(self.folder / "c2.parquet", second, "c2")
        self.parts = ((one,), (one, two))
        return self

    def asked(self, **where: str) -> list[Row]:
        release(self.folder / "1", *self.parts[0], **self.first)
        release(self.folder / "2", *self.parts[1], number=2, title="Second", **self.second)
        with open_release(self.folder / "2") as later:
            return revisions.ask(later, against=str(self.folder / "1"), **where).dicts()


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path).figures([figure()], [])


def plan(**changed: Any) -> Plan:
    """The plan with other cells in its indicator of schools."""
    names = TABLES["indicators"].names
    rows = [dict(zip(names, told, strict=True)) for told in Plan().tables()["indicators"]]
    return Plan(
        indicators=[
            row(TABLES["indicators"], **(told | changed if told["code"] == "schools" else told))
            for told in rows
        ]
    )


def decided(decision: str, **cells: Any) -> dict[str, Any]:
    told = {"indicator": "schools", "place": "SV", "period": "2016", "reason": "one list", "decided_by": "7"}
    return {"registers": {"overlaps": [row(TABLES["overlaps"], decision=decision, **(told | cells))]}}


def test_figure_restated_since_is_told_with_its_reason(two: Two) -> None:
    [told] = two.figures(
        [figure(value=Decimal(1000))], [figure(value=Decimal(900), note="counted twice", row=9)]
    ).asked()
    assert (told["kind"], told["earlier"], told["later"], told["change"], told["reason"]) == (
        "restated",
        "1000",
        "900",
        -100,
        "counted twice",
    )
    assert (told["by"], told["by_row"], told["over_redefinition"]) == ("c2", 9, False)


def test_figure_sent_again_and_new_figures_are_no_revision(two: Two) -> None:
    assert two.figures([figure()], [figure(row=7), figure(place="PA", row=8)]).asked() == []


def test_figure_compared_over_a_redefinition_says_so(two: Two) -> None:
    two.figures([figure()], [figure(value=Decimal(8), note="new rule")])
    two.second = {"architecture": plan(time="stock", definition="open at the end of the year")}
    told = {(row["kind"], row["field"]): row for row in two.asked()}
    algebra, sheet = told["redefined", "time"], told["redefined", "definition"]
    assert (algebra["part"], algebra["earlier"], algebra["later"]) == ("algebra", "flow", "stock")
    assert (sheet["part"], sheet["notes"]) == ("reference sheet", "1 figure rests on it")
    restated = told["restated", None]
    assert (restated["over_redefinition"], restated["change"]) == (True, None)
    assert restated["notes"] == "compared over a redefinition: time, definition changed"


def test_other_title_is_told_and_changes_no_comparison(two: Two) -> None:
    two.figures([figure()], [figure(value=Decimal(8), note="recount")])
    two.second = {"architecture": plan(title="Schools with roofs")}
    told = {row["kind"]: row for row in two.asked()}
    assert (told["redefined"]["field"], told["restated"]["change"]) == ("title", -2)


def test_indicators_come_and_close(two: Two) -> None:
    schools, wells = Plan().tables()["indicators"]
    two.first = {"architecture": Plan(indicators=[schools, wells])}
    two.second = {"architecture": Plan(indicators=[wells])}
    two.parts = (two.parts[0], (part(two.folder / "w.parquet", [figure(indicator="wells")], "w"),))
    told = {row["kind"]: row for row in two.asked()}
    assert (told["closed indicator"]["title"], told["closed indicator"]["earlier"]) == (
        "schools",
        "last result for 2016",
    )
    assert (told["withdrawn"]["earlier"], told["withdrawn"]["notes"]) == ("10", "its indicator was closed")


def test_new_indicator_is_told(two: Two) -> None:
    two.first = {"architecture": Plan(indicators=Plan().tables()["indicators"][:1])}
    assert [(told["kind"], told["title"]) for told in two.asked()] == [("new indicator", "wells")]


def test_overlap_decided_since_is_told_with_method_reason_and_author(two: Two) -> None:
    two.second = decided("custom", value=Decimal(750), low=Decimal(500), high=Decimal(900))
    [told] = two.asked()
    assert (told["kind"], told["period"], told["earlier"], told["later"]) == (
        "decided",
        "2016",
        "500 to 900",
        "custom 750",
    )
    assert (told["reason"], told["author"]) == ("one list", "7")


def test_overlap_decided_again_and_undone_are_told(two: Two, tmp_path: Path) -> None:
    two.first, two.second = decided("max"), decided("sum", reason="two lists", decided_by="8")
    [told] = two.asked()
    assert (told["kind"], told["earlier"], told["later"], told["reason"], told["author"]) == (
        "decided again",
        "max",
        "sum",
        "two lists",
        "8",
    )


def test_overlap_undone_is_told(two: Two) -> None:
    two.first = decided("max")
    [told] = two.asked()
    assert (told["kind"], told["earlier"], told["later"], told["author"]) == ("undone", "max", "open", None)
    assert told["notes"] == "who did it and why stands in the log of the workspace"


def hold(number: int) -> dict[str, Any]:
    about = {"indicator": "schools", "place": "SV", "agency": "usaid", "activity": "roofs", "role": "result"}
    days = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
    held = row(TABLES["holds"], submission="c1", row=number, reason="too high", **about, **days)
    known = row(TABLES["submissions"], code="c1")
    return {"registers": {"holds": [held], "submissions": [known]}}


def test_figure_held_since_and_lifted_are_told(two: Two) -> None:
    two.figures([figure(), figure(place="PA", row=3)], [figure(place="HN", row=4)])
    two.first = hold(2)
    [told] = two.asked()
    assert (told["kind"], told["place"], told["by"], told["by_row"]) == ("lifted", "SV", "c1", 2)
    assert told["notes"] == (
        "was held because: too high; who did it and why stands in the log of the workspace"
    )


def test_newly_held_figure_is_told_and_why_it_is_gone(two: Two) -> None:
    two.figures([figure(), figure(place="PA", row=3)], [figure(place="HN", row=4)])
    two.second = hold(2)
    told = {row["kind"]: row for row in two.asked()}
    assert told["held"]["reason"] == "too high"
    assert (told["withdrawn"]["earlier"], told["withdrawn"]["notes"]) == ("10", "held: too high")


def test_rows_are_kept_by_column_and_indicator(two: Two) -> None:
    two.second = decided("max")
    assert two.asked(indicator="wells") == []


def test_later_release_is_no_earlier_one(two: Two) -> None:
    two.asked()
    with open_release(two.folder / "1") as first, pytest.raises(WrongUse, match="Turn them round"):
        revisions.ask(first, against=str(two.folder / "2"))
