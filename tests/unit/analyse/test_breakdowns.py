"""Parts beside their total: what is left over, what is known, and what contradicts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import breakdowns
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

DIMENSIONS = {
    "sex": (True, True, ("f", "m", "unknown")),
    "age": (True, True, ("old", "young")),
    "service": (False, False, ("advice", "craft")),
}


def told(*figures: Row, indicator: Row | None = None, where: Row | None = None, **tables: Any) -> list[Row]:
    filled = REGISTERS | {
        "indicators": [INDICATOR | {"code": "i"} | (indicator or {})],
        "dimensions": [
            {"code": code, "title": code, "exclusive": exclusive, "complete": complete}
            for code, (exclusive, complete, _) in DIMENSIONS.items()
        ],
        "categories": [
            {"dimension": code, "code": category, "title": category, "position": at}
            for code, (_, _, categories) in DIMENSIONS.items()
            for at, category in enumerate(categories)
        ],
        "figures": list(figures),
    }  # fmt: skip
    return breakdowns.ask(Store().fill(filled | tables), **(where or {})).dicts()


def parts(activity: str, total: Any, **cells: Any) -> list[Row]:
    """A total and its parts, each named `dimension_category`."""
    stated = [] if total is None else [figure("result", total, activity=activity)]
    named = {name.replace("_", "=").replace("__", ";"): value for name, value in cells.items()}
    return stated + [
        figure("result", value, activity=activity, breakdown=name) for name, value in named.items()
    ]


def by_category(rows: list[Row], under: str = "") -> dict[str, Row]:
    return {row["category"]: row for row in rows if row["under"] == under and row["row"] == "part"}


def of(rows: list[Row], kind: str, dimension: str = "sex", under: str = "") -> Row:
    (row,) = [r for r in rows if (r["row"], r["dimension"], r["under"]) == (kind, dimension, under)]
    return row


def test_known_unknown_and_unallocated_stand_apart() -> None:
    rows = told(
        *parts("north", 90, sex_f=50, sex_m=20, sex_unknown=20), *parts("south", 80, sex_f=30, sex_m=40)
    )
    assert {c: row["value"] for c, row in by_category(rows).items()} == {"f": 80, "m": 60, "unknown": 20}
    assert (of(rows, "unallocated")["value"], of(rows, "total")["value"]) == (10, 170)
    female, unknown = by_category(rows)["f"], by_category(rows)["unknown"]
    assert (female["share_of"], female["share_words"], female["parts"]) == (140, "of those known", "some")
    assert female["share"] == Decimal("57.142857143")
    assert (unknown["share"], unknown["notes"]) == (None, "told by 1 of 2")


def test_parts_of_a_dimension_that_is_not_exclusive_may_exceed_the_total() -> None:
    rows = told(*parts("north", 80, service_advice=60, service_craft=50))
    advice = by_category(rows)["advice"]
    assert (advice["share"], advice["share_of"], advice["parts"]) == (75, 80, "open")
    assert advice["share_words"] == "of the total; one may be in several"
    assert {row["row"] for row in rows} == {"part", "total"}


def test_parts_above_their_total_are_told_and_change_nothing() -> None:
    rows = told(*parts("north", 100, sex_f=70, sex_m=50))
    left = of(rows, "unallocated")
    assert (of(rows, "total")["value"], left["value"], left["parts"]) == (100, 0, "above")
    assert left["notes"] == "a problem: parts by sex are 20 above the total (usaid north); the total stands"


def test_one_series_above_its_total_is_not_hidden_by_what_another_left_open() -> None:
    rows = told(*parts("north", 100, sex_f=70, sex_m=50), *parts("south", 100, sex_f=10))
    assert {row["parts"] for row in rows} == {"above"}
    assert of(rows, "unallocated")["value"] == 90


def test_total_is_made_of_parts_that_are_all_there_are() -> None:
    rows = told(*parts("north", None, sex_f=70, sex_m=50))
    total = of(rows, "total")
    assert (total["value"], total["notes"], total["parts"]) == (120, "made of parts by sex", "all")
    assert of(rows, "unallocated")["value"] == 0


@pytest.mark.parametrize(
    "cells", [{"sex_f": 70}, {"service_advice": 70, "service_craft": 5}, {"sex_f": 70, "sex_unknown": 1}]
)
def test_total_is_not_made_of_what_may_not_be_all(cells: Row) -> None:
    rows = told(*parts("north", None, **cells))
    assert {row["value"] for row in rows if row["row"] == "total"} == {None}


def test_dimensions_that_disagree_make_no_total() -> None:
    rows = told(*parts("north", None, sex_f=70, sex_m=30, age_old=45, age_young=50))
    for dimension in ("sex", "age"):
        total = of(rows, "total", dimension)
        assert total["value"] is None
        assert total["notes"] == "no total, the parts disagree (usaid north: age 95, sex 100)"


def test_cells_deeper_down_do_not_replace_what_was_stated() -> None:
    stated = parts("north", 90, sex_f=60, sex_m=30)
    rows = told(*stated, figure("result", 5, activity="north", breakdown="age=old;sex=f"))
    assert {c: by_category(rows)[c]["value"] for c in "fm"} == {"f": 60, "m": 30}
    assert by_category(rows, "sex=f")["old"]["value"] == 5
    assert of(rows, "total", "age", "sex=f")["value"] == 60
    assert of(rows, "unallocated", "age", "sex=f")["value"] == 55


def test_part_of_which_only_cells_were_given_is_at_least_their_sum() -> None:
    rows = told(*parts("north", 90), figure("result", 5, activity="north", breakdown="age=old;sex=f"))
    female = by_category(rows)["f"]
    assert (female["value"], female["qualifier"]) == (5, "at_least")
    assert female["notes"] == "made of parts by age, sex"


def test_words_beside_a_withheld_part_are_no_bound() -> None:
    """ "At most" of a number that nobody gives says nothing of the sum: what is known is a lower bound."""
    hole = figure("result", None, activity="south", breakdown="sex=f", state="withheld", qualifier="at_most")
    rows = told(*parts("north", 90, sex_f=50), hole, indicator={"over_series": "sum"})
    female = by_category(rows)["f"]
    assert (female["value"], female["qualifier"], female["low"], female["high"]) == (
        50,
        "at_least",
        None,
        None,
    )


def test_withheld_part_leaves_a_hole() -> None:
    hole = figure("result", None, activity="south", breakdown="sex=f", state="withheld")
    female = by_category(told(*parts("north", 90, sex_f=50, sex_m=40), *parts("south", 20), hole))["f"]
    assert (female["value"], female["qualifier"], female["parts"]) == (50, "at_least", "some")
    assert "at least: 1 not available or withheld" in female["notes"]


def test_targets_alone_make_no_row() -> None:
    """Lines that no part was told of, and nothing reported: an answer without rows, not a fault."""
    assert told(figure("target", 90), indicator_dimensions=[{"indicator": "i", "dimension": "sex"}]) == []


def test_dimension_asked_for_and_not_given_is_told() -> None:
    (row,) = told(*parts("north", 90), indicator_dimensions=[{"indicator": "i", "dimension": "sex"}])
    assert (row["row"], row["dimension"], row["value"], row["parts"]) == ("total", "sex", 90, "none")
    assert row["notes"] == "not told by sex"


def test_people_of_several_series_are_a_range_until_somebody_decides() -> None:
    people = {"counts": "people", "over_series": "range"}
    figures = (*parts("north", 90, sex_f=50, sex_m=40), *parts("south", 20, sex_f=20))
    female = by_category(told(*figures, indicator=people))["f"]
    assert (female["value"], female["low"], female["high"], female["share"]) == (None, 50, 70, None)
    assert female["notes"] == "overlap not examined"
    decided = {"indicator": "i", "place": "HN", "period": "FY2017", "decision": "sum"}
    rows = told(*figures, indicator=people, overlaps=[decided])
    female = by_category(rows)["f"]
    assert (female["value"], of(rows, "total")["value"], of(rows, "unallocated")["value"]) == (70, 110, 0)
    assert female["notes"] == "overlap settled: sum"


def test_ratios_pool_and_have_no_share() -> None:
    percent = {
        "measure": "ratio",
        "time": "none",
        "over_series": "ratio",
        "per": Decimal(100),
        "counts": None,
    }
    rows = told(
        *(
            figure(
                "result", activity=activity, breakdown="sex=f", numerator=Decimal(n), denominator=Decimal(d)
            )
            for activity, n, d in (("north", 45, 50), ("south", 60, 100))
        ),
        indicator=percent,
    )
    female = by_category(rows)["f"]
    assert (female["value"], female["numerator"], female["denominator"]) == (70, 105, 150)
    assert female["share"] is None


def test_period_is_made_of_the_parts_of_the_periods_in_it() -> None:
    quarters = [figure("result", value, breakdown="sex=f") for value in (3, 4)]
    days = ((date(2016, 10, 1), date(2016, 12, 31)), (date(2017, 1, 1), date(2017, 3, 31)))
    for quarter, (first, last) in zip(quarters, days, strict=True):
        quarter["period_start"], quarter["period_end"] = first, last
    rows = told(*quarters, where={"period": "FY2017"})
    assert (by_category(rows)["f"]["value"], by_category(rows)["f"]["period"]) == (7, "FY2017")


def test_running_parts_are_carried_with_what_they_are_parts_of() -> None:
    said = parts("north", 5, sex_f=3, sex_m=2)
    rows = told(*said, indicator={"time": "running"}, where={"period": "FY2018"})
    assert (by_category(rows)["f"]["value"], of(rows, "total")["value"]) == (3, 5)


def test_unknown_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="no column sex"):
        told(where={"sex": "f"})
