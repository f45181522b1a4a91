"""How other publishers measure is not ours to judge: only faults are told of their own indicators."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from istmo.collect.checks._catalogue import all_checks
from istmo.collect.checks._tables import Given
from istmo.collect.checks.runner import examine
from istmo.kernel.tables import TABLES
from tests.unit.collect.checks.small import headers, parquet, registers

HEADER = "indicator,place,period,role,agency,activity,breakdown,value\n"
THEIRS = "SE-1.r1.i1,SV,2017,target,usaid,courts,Colour=red,1.5\n"


def with_theirs() -> dict[str, list[tuple[Any, ...]]]:
    """The small registers and one indicator that stands in no framework."""
    tables = registers()
    names = TABLES["indicators"].names
    of = dict(zip(names, tables["indicators"][0], strict=True))
    of |= {
        "code": "SE-1.r1.i1",
        "framework": None,
        "agency": "usaid",
        "activity": "courts",
        "counts": "things",
    }
    return tables | {"indicators": [*tables["indicators"], tuple(of[name] for name in names)]}


def found(rows: str, folder: Path) -> list[tuple[str, int | None]]:
    given = Given(figures=parquet(HEADER + rows, folder / "new.parquet"), headers=headers(HEADER + rows))
    told = examine(replace(given, tables=with_theirs())).problems
    return [(problem.code, problem.where.row) for problem in told]


def test_judgement_passes_others_over(tmp_path: Path) -> None:
    assert found(THEIRS, tmp_path) == []


def test_ours_beside_theirs_is_judged(tmp_path: Path) -> None:
    ours = "people-trained,SV,FY2017,result,usaid,courts,colour=red,60\n"
    assert ("unknown_breakdown", 3) in found(THEIRS + ours, tmp_path)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (THEIRS.replace("courts", "bridges"), "unknown_activity"),
        (THEIRS.replace("usaid", "XX"), "unknown_agency"),
        (THEIRS.replace(",SV,", ",XX,"), "unknown_place"),
        (THEIRS.replace("r1.i1", "r1.i2"), "unknown_indicator"),
        (THEIRS + THEIRS, "duplicate_figure"),
    ],
)
def test_faults_are_told_of_others_too(tmp_path: Path, rows: str, code: str) -> None:
    assert code in {told for told, _ in found(rows, tmp_path)}


def test_checks_that_hold_of_others_are_faults_or_notes() -> None:
    chosen = {check.code for check in all_checks() if check.others}
    assert {"unknown_activity", "duplicate_figure", "personal_values"} <= chosen
    assert not chosen & {"unknown_breakdown", "not_asked", "target_undated", "ratio_without_parts"}
