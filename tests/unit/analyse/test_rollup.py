"""What a monitoring officer expects of totals up the places and up the objective tree."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import rollup
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

PEOPLE = {"counts": "people", "over_series": "range"}
PERCENT = {"measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)}
DAYS = {
    "measure": "quantity", "time": "none", "over_places": "none", "over_series": "none", "direction": "down"
}  # fmt: skip
PLACES = [
    {"code": "CA", "name": "Central America", "kind": "group"},
    {"code": "CA-all", "name": "Central America, not split", "kind": "unattributed", "parent": "CA"},
    {"code": "north", "name": "North", "kind": "group", "parent": "CA"},
    {"code": "wide", "name": "Mexico and Central America", "kind": "group"},
    {"code": "HN", "name": "Honduras", "kind": "country"},
    {"code": "SPS", "name": "San Pedro Sula", "kind": "municipality", "parent": "HN"},
    {"code": "TGU", "name": "Tegucigalpa", "kind": "municipality", "parent": "HN"},
    {"code": "SV", "name": "El Salvador", "kind": "country"},
    {"code": "MX", "name": "Mexico", "kind": "country"},
]
GROUPS = {"CA": ["HN", "SV"], "north": ["HN"], "wide": ["HN", "SV", "MX"]}
TABLES: dict[str, list[Row]] = REGISTERS | {
    "places": PLACES,
    "place_members": [{"place": g, "member": m} for g, members in GROUPS.items() for m in members],
    "frameworks": [
        {"code": "f", "title": "F", "version": "1", "standing": "main"},
        {"code": "old", "title": "Old", "version": "1", "standing": "past"},
    ],
    "nodes": [
        {"framework": framework, "code": code, "level": "line of effort", "title": code, "position": position}
        for position, (framework, code) in enumerate(
            [("f", "PRO"), ("f", "PRO1"), ("f", "GOV"), ("f", "GOV1"), ("old", "G1"), ("old", "G2")]
        )
    ],
    "node_parents": [
        {"framework": "f", "node": "PRO1", "parent": "PRO", "position": 1},
        {"framework": "f", "node": "PRO1", "parent": "GOV", "position": 2},
        {"framework": "f", "node": "GOV1", "parent": "GOV", "position": 1},
    ],
    "links": [
        {"framework": "old", "node": "G1", "to_framework": "f", "to_node": "GOV", "match": "broad"},
        {"framework": "f", "node": "GOV1", "to_framework": "old", "to_node": "G2", "match": "exact"},
    ],
}


def told(*figures: Row, indicator: Row | None = None, nodes: str = "GOV1", **where: Any) -> list[Row]:
    """All rows for these figures of indicator `i`, which measures the nodes named."""
    tables = where.pop("tables", {})
    filled = TABLES | {
        "indicators": [INDICATOR | {"code": "i"} | (indicator or {})],
        "indicator_nodes": [{"indicator": "i", "framework": "f", "node": node} for node in nodes.split()],
        "figures": list(figures),
    }
    return rollup.ask(Store().fill(filled | tables), **({"framework": "f"} | where)).dicts()


def total(*figures: Row, **where: Any) -> Row:
    """The one total of these figures."""
    (row,) = [row for row in told(*figures, **where) if row["row"] == "indicator"]
    return row


def at(place: str, value: Any = None, agency: str = "usaid", role: str = "result", **cells: Any) -> Row:
    return figure(role, value, agency, place=place, **cells)


def test_own_value_beats_its_places_within_one_series() -> None:
    row = total(at("HN", 1200), at("SPS", 100), at("TGU", 150), place="HN")
    assert (row["result"], row["reported"], row["places"]) == (1200, 1, 1)


def test_places_add_up_where_there_is_no_own_value() -> None:
    row = total(at("SPS", 100), at("TGU", 150), place="HN")
    assert (row["result"], row["place_name"], row["places"]) == (250, "Honduras", 2)


def test_hole_for_the_whole_place_does_not_hide_its_parts() -> None:
    row = total(at("HN", state="not_available"), at("SPS", 100), place="HN")
    assert (row["result"], row["qualifier"]) == (100, "exact")


def test_series_add_at_a_place_and_in_it() -> None:
    row = total(at("HN", 1000), at("SPS", 300, "inl"), place="HN")
    assert row["result"] == 1300
    assert "overlap not examined" in row["notes"]


def test_people_at_a_place_and_in_it_may_be_the_same() -> None:
    row = total(at("HN", 1000), at("SPS", 300, "inl"), indicator=PEOPLE, place="HN")
    assert (row["result"], row["result_low"], row["result_high"]) == (None, 1000, 1300)


def test_people_in_the_parts_can_be_more_than_those_at_the_place() -> None:
    row = total(
        at("HN", 100), at("SPS", 90, "inl"), at("TGU", 80, "inl"), at("SV", 5), indicator=PEOPLE, place="CA"
    )
    assert (row["result_low"], row["result_high"]) == (175, 275)


def test_people_of_two_countries_are_not_the_same() -> None:
    row = total(at("HN", 1000), at("SV", 300, "inl"), indicator=PEOPLE, place="CA")
    assert (row["result"], row["result_low"]) == (1300, None)
    assert "overlap" not in (row["notes"] or "")


@pytest.mark.parametrize(("where", "decision", "expected"), [
    ("HN", "custom", 1250), ("HN", "max", 1050), ("HN", "sum", 1350), ("CA", "custom", 1200),
])  # fmt: skip
def test_decision_for_a_country_holds_in_the_region(where: str, decision: str, expected: int) -> None:
    made = {
        "indicator": "i",
        "place": where,
        "period": "FY2017",
        "decision": decision,
        "value": Decimal(1200),
    }
    parts = (at("HN", 1000), at("SPS", 300, "inl"), at("SV", 50))
    row = total(*parts, indicator=PEOPLE, place="CA", tables={"overlaps": [made]})
    assert (row["result"], row["result_low"], row["result_high"]) == (expected, None, None)
    assert "overlap not examined" not in row["notes"]
    assert f"overlap settled{' at HN' if where == 'HN' else ''}: {decision}" in row["notes"]


def test_decision_of_another_year_settles_nothing() -> None:
    made = {"indicator": "i", "place": "HN", "period": "FY2016", "decision": "max", "value": None}
    row = total(
        at("HN", 1000), at("HN", 300, "inl"), indicator=PEOPLE, place="CA", tables={"overlaps": [made]}
    )
    assert (row["result_low"], row["result_high"]) == (1000, 1300)
    assert "overlap not examined" in row["notes"]


def test_what_nobody_split_is_part_of_the_region_and_of_no_country() -> None:
    figures = [at("HN", 700), at("SV", 500), at("CA-all", 250)]
    region = total(*figures, place="CA")
    assert (region["result"], region["unattributed"]) == (1450, 250)
    assert "250 of it not split by place" in region["notes"]
    assert total(*figures, place="HN")["result"] == 700


def test_group_in_a_group_counts_its_places_once() -> None:
    row = total(at("north", 900), at("HN", 700), at("SV", 500), place="CA")
    assert row["result"] == 1400


def test_group_that_reaches_outside_is_told_and_in_no_total() -> None:
    row = total(at("HN", 700), at("wide", 5000, "inl"), place="CA")
    assert row["result"] == 700
    assert "inl at wide: 5000 lies partly outside, in no total here" in row["notes"]
    assert total(at("HN", 700), at("wide", 5000, "inl"), place="HN")["notes"] is None
    assert total(at("HN", 700), at("wide", 5000, "inl"))["result"] == 5700


def test_member_belongs_to_a_group_while_it_does() -> None:
    left = [{"place": "CA", "member": "HN"}, {"place": "CA", "member": "SV", "until": date(2017, 1, 1)}]
    row = total(at("HN", 700), at("SV", 500), place="CA", tables={"place_members": left})
    assert row["result"] == 700


def test_target_of_a_country_is_held_against_the_results_of_its_parts() -> None:
    row = total(at("HN", 400, role="target"), at("SPS", 100), at("TGU", 200), place="CA")
    assert (row["result"], row["target"], row["achievement"], row["status"]) == (300, 400, 75, "not_met")
    assert "target and results are of different places, compared there" in row["notes"]


def test_like_for_like_goes_place_by_place() -> None:
    row = total(at("HN", 80), at("HN", 100, role="target"), at("SV", 50), place="CA")
    assert (row["result"], row["achievement"], row["untargeted_result"]) == (130, 80, 50)


def test_holes_are_named_with_their_place() -> None:
    row = total(at("HN", 80), at("SV", 100, "inl", role="target"), place="CA")
    assert (row["result"], row["qualifier"], row["reported"], row["expected"]) == (80, "at_least", 1, 2)
    assert "at least: 1 not reported (inl at SV)" in row["notes"]


def test_what_was_asked_of_a_place_is_answered_by_its_parts() -> None:
    call = {"code": "c", "title": "C", "reporting_year": "FY2017"}
    wanted = [
        {"call": "c", "agency": "usaid", "indicator": "i", "place": place, "activity": ""} for place in ("HN", "SV")
    ]  # fmt: skip
    row = total(at("SPS", 80), place="CA", tables={"calls": [call], "expected": wanted})
    assert (row["result"], row["reported"], row["expected"]) == (80, 1, 2)
    assert "1 not reported (usaid at SV)" in row["notes"]


def test_ratios_of_places_pool() -> None:
    parts = [at("HN", numerator=Decimal(9), denominator=Decimal(10))]
    parts.append(at("SV", numerator=Decimal(10), denominator=Decimal(90)))
    row = total(*parts, indicator=PERCENT, place="CA")
    assert (row["result"], row["result_numerator"], row["result_denominator"]) == (19, 19, 100)


def test_levels_of_places_are_not_added_but_tell_who_met_theirs() -> None:
    figures = [at("HN", 82), at("HN", 100, role="target"), at("SV", 38), at("SV", 20, role="target")]
    row = total(*figures, indicator=DAYS, place="CA")
    assert (row["result"], row["status"], row["achievement"]) == (None, "not_additive", None)
    assert "1 of 2 met their own target" in row["notes"]


def test_level_of_one_country_is_not_the_regions() -> None:
    row = total(at("HN", 82), at("HN", 100, role="target"), indicator=DAYS, place="CA")
    assert (row["result"], row["status"]) == (None, "not_additive")
    assert "1 of 1 met their own target" in row["notes"]
    assert total(at("HN", 82), indicator=DAYS, place="HN")["result"] == 82


def test_agencies_that_are_not_own_stand_beside_up_the_places() -> None:
    row = total(at("HN", 100), at("SPS", 25, "idb"), place="CA")
    assert (row["result"], row["beside"], row["reported"]) == (100, "idb at SPS 25", 1)


def test_shared_node_is_printed_twice_and_counted_once() -> None:
    rows = told(at("HN", 100), nodes="PRO1")
    order = [(row["row"], row["depth"], row["node"]) for row in rows]
    assert order == [
        ("node", 0, "PRO"), ("node", 1, "PRO1"), ("indicator", 1, "PRO1"),
        ("node", 0, "GOV"), ("node", 1, "PRO1"), ("indicator", 1, "PRO1"), ("node", 1, "GOV1"),
        ("shared", None, None), ("total", None, None), ("shared", None, None), ("total", None, None),
    ]  # fmt: skip
    assert [row["result"] for row in rows if row["indicator"]] == [100, 100, -100, 100]
    counts = [
        row["indicators"] for row in rows if row["depth"] == 0 or (not row["node"] and not row["indicator"])
    ]
    assert counts == [1, 1, -1, 1]
    assert [row["notes"] for row in rows if row["row"] == "shared"] == [
        "printed 2 times (PRO1), counted once",
        "under more than one line, counted once: -1",
    ]


def test_indicator_of_two_nodes_tells_the_other() -> None:
    rows = told(at("HN", 100), at("HN", 90, role="target"), nodes="PRO GOV1")
    lines = [row for row in rows if row["row"] == "indicator"]
    assert [row["notes"].partition(";")[0] for row in lines] == [
        "also under GOV1, counted once in the total",
        "also under PRO, counted once in the total",
    ]
    (whole,) = [row for row in rows if row["row"] == "total" and row["indicators"]]
    assert (whole["indicators"], whole["with_targets"], whole["met"], whole["not_judged"]) == (1, 1, 1, 0)


def test_lines_and_reconciling_row_make_the_total() -> None:
    many = [INDICATOR | {"code": code} for code in "abc"]
    under = {"a": ["PRO", "GOV"], "b": ["PRO1"], "c": ["GOV1"]}
    linked = [{"indicator": i, "framework": "f", "node": n} for i, nodes in under.items() for n in nodes]
    figures = [at("HN", n, indicator=code) for n, code in enumerate("abc", 1)]
    rows = told(tables={"indicators": many, "indicator_nodes": linked, "figures": figures})
    for column in ("indicators", "with_results", "totals", "not_judged"):
        lines = sum(row[column] for row in rows if row["row"] == "node" and row["depth"] == 0)
        parts = [row[column] for row in rows if row["row"] in ("shared", "total") and row[column] is not None]
        assert lines + parts[0] == parts[1] == 3
    for code, value in zip("ab", (1, 2), strict=True):
        of_one = [row for row in rows if row["indicator"] == code]
        assert sum(row["result"] for row in of_one if row["row"] != "total") == value


def test_node_without_figures_says_so_for_the_period_asked() -> None:
    row = total(at("HN", 1), period="FY2016")
    assert (row["period"], row["period_start"], row["result"], row["status"]) == (
        "FY2016", date(2015, 10, 1), None, "not_reported",
    )  # fmt: skip
    assert row["notes"] == "nothing was asked or stated of it here"


def test_one_node_alone_is_its_own_total() -> None:
    rows = told(at("HN", 1), nodes="PRO1", node="GOV")
    assert [row["node"] for row in rows if row["row"] == "node"] == ["GOV", "PRO1", "GOV1"]
    assert [row["row"] for row in rows][-1] == "total"


def test_another_framework_reads_over_the_crosswalk_and_names_the_link() -> None:
    rows = told(at("HN", 100), framework="old")
    lines = {row["node"]: row for row in rows if row["row"] == "indicator"}
    assert (lines["G1"]["link"], lines["G1"]["exact"], lines["G1"]["result"]) == ("broad", False, 100)
    assert "carried over a link, which is not exact: f:GOV (broad)" in lines["G1"]["notes"]
    assert (lines["G2"]["link"], lines["G2"]["exact"]) == ("exact", True)
    node = next(row for row in rows if row["row"] == "node" and row["node"] == "G1")
    assert (node["indicators"], node["not_exact"]) == (1, 1)


def test_main_framework_reports_its_own_indicators_only() -> None:
    linked = [{"indicator": "i", "framework": "old", "node": "G2"}]
    rows = told(at("HN", 100), tables={"indicator_nodes": linked})
    assert [row["row"] for row in rows if row["indicator"]] == []


def test_unknown_framework_node_and_place_are_wrong_use() -> None:
    for column, code in (("framework", "x"), ("node", "x"), ("place", "x")):
        with pytest.raises(WrongUse, match=f"The release has no {column} x. It has "):
            told(at("HN", 1), **{column: code})
    with pytest.raises(WrongUse, match="rollup has no column country"):
        told(country="HN")


def test_rollup_of_an_empty_release_is_empty() -> None:
    assert list(rollup.ask(Store()).rows) == []


def test_held_figure_of_a_town_is_a_hole_in_the_region() -> None:
    cells = {
        "indicator": "i",
        "place": "SPS",
        "agency": "inl",
        "role": "result",
        "reason": "ten times too high",
    }
    held = {**figure("result"), **cells, "submission": "s", "breakdown": None}
    region = total(at("HN", 80), place="CA", tables={"holds": [held]})
    assert (region["result"], region["qualifier"], region["reported"], region["expected"]) == (
        80, "at_least", 1, 2,
    )  # fmt: skip
    assert "1 held in review (inl at SPS)" in region["notes"]
    assert total(at("SV", 80), place="SV", tables={"holds": [held]})["qualifier"] == "exact"
