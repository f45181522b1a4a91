"""Where several series may count the same: who waits, what each choice would give, what was decided."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import overlaps
from istmo.kernel.problem import WrongUse
from tests.examples import worked_example as example
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

PEOPLE = {"code": "i", "counts": "people", "over_series": "range", "unit": "farmers"}
ROADS = {"code": "i", "unit": "km"}
PLACES = [
    {"code": "CA", "name": "Central America", "kind": "group"},
    {"code": "CA-all", "name": "Not split", "kind": "unattributed"},
    {"code": "HN", "name": "Honduras", "kind": "country"},
    {"code": "SPS", "name": "San Pedro Sula", "kind": "municipality", "parent": "HN"},
    {"code": "TGU", "name": "Tegucigalpa", "kind": "municipality", "parent": "HN"},
    {"code": "SV", "name": "El Salvador", "kind": "country"},
]
MEMBERS = [
    {"place": "CA", "member": "HN", "since": date(2010, 1, 1)},
    {"place": "CA", "member": "CA-all"},
    {"place": "CA", "member": "SV", "since": date(2018, 1, 1)},
]


def asked(*figures: Row, indicator: Row = PEOPLE, decided: tuple[Row, ...] = (), **where: str) -> list[Row]:
    tables: dict[str, list[Row]] = REGISTERS | {
        "indicators": [INDICATOR | indicator],
        "places": PLACES,
        "place_members": MEMBERS,
        "figures": list(figures),
        "overlaps": list(decided),
    }
    return overlaps.ask(Store().fill(tables), **where).dicts()


def farmers(value: Any, activity: str, place: str = "HN", agency: str = "usaid", **cells: Any) -> Row:
    return figure("result", value, agency, activity=activity, place=place, **cells)


def made(decision: str, value: Any = None, place: str = "HN", **cells: Any) -> Row:
    told = {"indicator": "i", "place": place, "period": "FY2017", "decision": decision, "value": value}
    return told | {"reason": "both lists were compared", "decided_by": "12"} | cells


def test_people_of_two_activities_wait_for_a_decision() -> None:
    [row] = asked(farmers(500, "seeds"), farmers(400, "markets"))
    assert (row["state"], row["if_max"], row["if_sum"], row["custom"]) == ("open", 500, 900, "500 to 900")
    assert (row["now"], row["now_low"], row["now_high"]) == (None, 500, 900)
    assert row["series"] == "usaid markets at HN: 400; usaid seeds at HN: 500"
    assert (row["due_before_freeze"], row["notes"]) == (True, "overlap not examined")


def test_custom_decision_stands_with_reason_and_author() -> None:
    [row] = asked(farmers(500, "seeds"), farmers(400, "markets"), decided=(made("custom", Decimal(750)),))
    assert (row["state"], row["now"], row["adjustment"], row["stands"]) == (
        "decided",
        750,
        -150,
        "750, decided",
    )
    assert (row["method"], row["value"], row["reason"], row["decided_by"]) == (
        "custom",
        750,
        "both lists were compared",
        "12",
    )
    assert (row["due_before_freeze"], row["notes"]) == (False, None)


def test_overlap_looks_at_containment() -> None:
    [row] = asked(farmers(1000, "roads"), farmers(300, "police", "SPS", "inl"))
    assert (row["place"], row["state"], row["if_max"], row["if_sum"], row["places"]) == (
        "HN",
        "open",
        1000,
        1300,
        2,
    )
    assert row["series"] == "usaid roads at HN: 1000; inl police at SPS: 300"


def test_places_beside_one_another_make_the_least_together() -> None:
    [row] = asked(
        farmers(500, "roads"), farmers(300, "police", "SPS", "inl"), farmers(400, "youth", "TGU", "inl")
    )
    assert (row["if_max"], row["if_sum"]) == (700, 1200)


def test_things_add_at_once_and_are_flagged() -> None:
    [row] = asked(farmers(10, "north"), farmers(15, "south", agency="inl"), indicator=ROADS)
    assert (row["state"], row["now"], row["if_max"], row["if_sum"]) == ("flagged", 25, 15, 25)
    assert (row["due_before_freeze"], row["notes"], row["stands"]) == (
        True,
        "overlap not examined",
        "25, overlap not examined",
    )


def test_one_series_at_a_place_and_in_it_is_no_overlap() -> None:
    assert asked(farmers(1000, "roads"), farmers(300, "roads", "SPS")) == []


def test_own_value_of_a_series_beats_its_parts_in_an_overlap() -> None:
    [row] = asked(farmers(1000, "roads"), farmers(300, "roads", "SPS"), farmers(50, "police", agency="inl"))
    assert (row["series"], row["if_sum"]) == ("inl police at HN: 50; usaid roads at HN: 1000", 1050)


def test_places_beside_one_another_are_no_overlap() -> None:
    assert asked(farmers(500, "a", "SPS"), farmers(400, "b", "TGU"), farmers(3, "c", "CA-all")) == []


def test_members_of_a_group_overlap_with_it_from_the_day_they_belong_to_it() -> None:
    [row] = asked(farmers(900, "region", "CA"), farmers(500, "a"), farmers(400, "b", "SV"))
    assert row["series"] == "usaid region at CA: 900; usaid a at HN: 500"


def test_partners_and_context_overlap_with_nobody() -> None:
    assert asked(farmers(500, "a"), farmers(400, "b", agency="idb")) == []
    assert asked(farmers(500, "a"), farmers(400, "b"), indicator=PEOPLE | {"kind": "context"}) == []


def test_ratios_and_other_units_are_never_added() -> None:
    ratio = {"code": "i", "measure": "ratio", "counts": None, "over_series": "ratio"}
    assert asked(farmers(500, "a"), farmers(400, "b"), indicator=ratio) == []
    assert asked(farmers(500, "a", unit="km"), farmers(400, "b", unit="miles"), indicator=ROADS) == []


def test_decision_inside_goes_into_the_total_around() -> None:
    rows = asked(
        farmers(1000, "roads"),
        farmers(300, "police", "SPS", "inl"),
        farmers(200, "youth", "SPS", "inl"),
        decided=(made("max", place="SPS"),),
    )
    told = {row["place"]: row for row in rows}
    assert (told["SPS"]["now"], told["HN"]["if_sum"]) == (300, 1300)
    assert told["HN"]["notes"] == "overlap not examined; settled at SPS: max"


def test_decision_around_is_told_inside() -> None:
    rows = asked(
        farmers(1000, "roads"),
        farmers(300, "police", "SPS", "inl"),
        farmers(200, "youth", "SPS", "inl"),
        decided=(made("max"),),
    )
    told = {row["place"]: row for row in rows}
    assert (told["HN"]["now"], told["SPS"]["state"]) == (1000, "open")
    assert told["SPS"]["notes"] == "overlap not examined; settled for HN as a whole: max"


def test_figures_that_changed_since_the_decision_are_told() -> None:
    decision = made("custom", Decimal(750), low=Decimal(500), high=Decimal(900))
    [row] = asked(farmers(800, "seeds"), farmers(400, "markets"), decided=(decision,))
    assert row["notes"] == (
        "750 is not between 800 to 1200: decide again; "
        "figures changed since the decision, which was made on 500 to 900"
    )
    assert row["due_before_freeze"]


def test_decision_about_what_does_not_overlap_is_told() -> None:
    gone, none = asked(farmers(500, "seeds"), decided=(made("max"), made("max", place="SV")))
    assert (gone["state"], gone["now"], none["place"], none["stands"]) == (
        "decided",
        500,
        "SV",
        "not available",
    )
    assert {gone["notes"], none["notes"]} == {"nothing overlaps here: look at the decision again"}


def test_open_ends_and_holes_are_told() -> None:
    [row] = asked(
        farmers(500, "a", qualifier="at_least"), farmers(400, "b"), farmers(None, "c", state="withheld")
    )
    assert (row["if_max"], row["if_sum"], row["stands"]) == (
        500,
        None,
        "500 to not known, until somebody decides",
    )
    assert row["notes"] == "overlap not examined; 1 more not told: every number here is without it"


def test_same_whatever_is_decided_is_not_due() -> None:
    [row] = asked(farmers(500, "a"), farmers(0, "b"))
    assert (row["state"], row["now"], row["due_before_freeze"]) == ("flagged", 500, False)


def test_unknown_column_is_refused_in_a_sentence() -> None:
    with pytest.raises(WrongUse, match="overlaps has no column colour"):
        asked(farmers(1, "a"), colour="red")


SHARED = example.SHARED / "conformance" / "dhis2" / "datim" / "dedupe_expected.json"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the conformance cases do not lie beside this checkout")
def test_resolutions_give_the_totals_and_adjustments_that_datim_writes() -> None:
    cases = json.loads(SHARED.read_text(encoding="utf-8"))
    resolved = [(*case["values"], case) for case in cases["resolution"]]
    # A crosswalk is resolved by itself, and comes out as `max` would.
    crosswalk = [(one["dsd"], one["ta"], one | {"method": "MAX"}) for one in cases["crosswalk_auto_resolve"]]
    for first, second, case in [*resolved, *crosswalk]:
        method = case["method"].lower()
        value = Decimal(case["total"]) if method == "custom" else None
        [row] = asked(farmers(first, "dsd"), farmers(second, "ta"), decided=(made(method, value),))
        assert row["adjustment"] == case["adjustment"]
        assert row["now"] == case.get("total", first + second + case["adjustment"])
        assert not row["due_before_freeze"]
