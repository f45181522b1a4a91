"""What an auditor expects of counts: each target once, nothing without a target met."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import tally
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

NODES = {
    "nodes": [
        {"framework": "f", "code": code, "level": "line of effort", "title": code, "position": at}
        for at, code in enumerate(("PRO", "GOV", "shared"))
    ],
    "node_parents": [
        {"framework": "f", "node": "shared", "parent": parent, "position": at}
        for at, parent in enumerate(("PRO", "GOV"), 1)
    ],
    "indicator_nodes": [
        {"framework": "f", "indicator": "i", "node": "PRO"},
        {"framework": "f", "indicator": "two", "node": "shared"},
    ],
}


def asked(*figures: Row, **where: str) -> list[Row]:
    filled = REGISTERS | NODES | {"indicators": [INDICATOR | {"code": code} for code in ("i", "two")]}
    return tally.ask(Store().fill(filled | {"figures": list(figures)}), **where).dicts()


def total(*figures: Row, **where: str) -> Row:
    [row] = asked(*figures, row="total", **where)
    return row


def pair(target: Any, result: Any, **cells: Any) -> list[Row]:
    return [
        figure("target", target, **cells),
        *([] if result is None else [figure("result", result, **cells)]),
    ]


def test_missed_of_all_targets_is_told_as_gao_does() -> None:
    met = [one for at in range(147) for one in pair(10, 10, activity=f"m{at}")]
    missed = [one for at in range(35) for one in pair(10, 9, activity=f"n{at}")]
    row = total(*met, *missed)
    assert (row["targets"], row["met"], row["missed"]) == (182, 147, 35)
    assert row["missed_percent"] == Decimal("19.230769231")


def test_result_without_target_is_never_met() -> None:
    row = total(figure("result", 1000))
    assert (row["targets"], row["met"], row["untargeted"], row["met_percent"]) == (0, 0, 1, None)


def test_silent_reporter_is_not_reported_and_not_missed() -> None:
    row = total(*pair(10, 10, activity="a"), *pair(10, None, activity="b"))
    assert (row["met"], row["missed"], row["not_reported"]) == (1, 0, 1)


def test_late_target_counts_as_what_became_of_it_and_as_late() -> None:
    row = total(*pair(10, 10, stated_on=date(2017, 2, 1)))
    assert (row["met"], row["late"]) == (1, 1)


def test_under_two_lines_is_counted_once_with_a_reconciling_row() -> None:
    rows = asked(*pair(10, 10, indicator="two"), *pair(10, 9))
    counted = {
        (row["row"], row["line"]): row["targets"] for row in rows if row["row"] in ("line", "shared", "total")
    }
    assert counted == {("line", "PRO"): 2, ("line", "GOV"): 1, ("shared", None): -1, ("total", None): 2}


def test_agency_that_is_not_own_is_in_no_count() -> None:
    assert total(*pair(10, 10, agency="idb"))["targets"] == 0


def test_reason_of_a_missed_target_is_passed_through() -> None:
    row = total(figure("target", 10), figure("result", 6, note="the road was closed"))
    assert row["reasons"] == "T, HN, FY2017: the road was closed"


def test_period_keeps_the_targets_of_that_time() -> None:
    later = {"period_start": date(2017, 10, 1), "period_end": date(2018, 9, 30)}
    figures = [*pair(10, 10), *pair(10, 9, **later)]
    assert (total(*figures)["targets"], total(*figures, period="FY2018")["missed"]) == (2, 1)


def test_unknown_framework_is_refused_with_those_there_are() -> None:
    with pytest.raises(WrongUse, match=r"The release has no framework x\. It has f"):
        asked(*pair(10, 10), framework="x")
