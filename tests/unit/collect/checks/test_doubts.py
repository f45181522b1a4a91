"""What the checks that doubt a number tell, and above all what they leave alone."""

from datetime import date
from pathlib import Path

import pytest

from istmo.collect.checks._catalogue import all_checks
from istmo.collect.checks._tables import Given
from istmo.collect.checks.runner import examine
from istmo.kernel.problem import Problem
from tests.unit.collect.checks.small import headers, parquet, registers

CHECKS = {check.code: check for check in all_checks()}


def found(code: str, text: str, folder: Path, last: str = "") -> tuple[Problem, ...]:
    given = Given(
        figures=parquet(text, folder / "new.parquet"),
        last=parquet(last, folder / "last.parquet") if last else None,
        tables=registers(),
        headers=headers(text),
    )
    return examine(given, checks=[CHECKS[code]]).problems


@pytest.mark.parametrize(
    ("value", "note", "told"),
    [
        ("130", "1,300 trained", "1,300"),
        ("130", "1 300 trained", "1 300"),
        ("130", "1\u00a0300 trained", "1\u00a0300"),
        ("130", "1.300 personas capacitadas", "1.300"),
        ("1300", "130 trained", "130"),
        ("154", "145 trained", "145"),
        ("80", "In all 95 people", "95"),
        ("80", "a total of 95 people", "95"),
        ("80", "80 of 95 people", ""),
        ("80", "20 people in May", ""),
        ("80", "of the 95 people invited not all came", ""),
        ("130", "13 towns", ""),
        ("130", "13 people", "13"),
        ("1.3", "13 towns", "13"),
        ("130", "130 trained, 1,300 invited", ""),
        ("1300000", "USD 1.3 million", ""),
        ("1300000", "1,3 millones", ""),
        ("20", "since 2002 and in 2020", ""),
        ("200", "see table 2 of F002, room 20-200", ""),
        ("62", "6.2 percent of women", ""),
        ("2017", "telephone 00000002017000000000000", ""),
        ("0", "000 and 0", ""),
        ("99999999999999999999.999999999", "99 999 999 999 999 999 999", ""),
    ],
)
def test_a_note_is_read_with_care(tmp_path: Path, value: str, note: str, told: str) -> None:
    text = f'indicator,place,period,role,agency,activity,value,note\npeople-trained,SV,FY2017,result,usaid,courts,{value},"{note}"\n'
    problems = found("note_differs", text, tmp_path)
    assert [problem.found for problem in problems] == (
        [f"the note says {' '.join(told.split())}, and the cell {value}"] if told else []
    )


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("=1+1", True),
        ("  =HYPERLINK(A1)", True),
        ("\t=1", True),
        ("@SUM(1)", True),
        ("+A1*2", True),
        ("-2+3", True),
        ("-cmd|' /C calc'!A0", True),
        ("= ", True),
        ("-5", False),
        ("- none", False),
        ("-5 percent", False),
        ("+503 2222 1111", False),
        ("a=b", False),
        ("@ the office", False),
    ],
)
def test_a_formula_is_told_from_a_remark(tmp_path: Path, text: str, runs: bool) -> None:
    lines = f'indicator,place,period,role,value,note\nhomicide-rate,SV,2016,context,81.2,"{text}"\n'
    problems = found("formula_text", lines, tmp_path)
    assert [(str(problem.where.column), problem.code) for problem in problems] == (
        [("F", "formula_text")] if runs else []
    )


def test_a_formula_is_told_in_its_own_column(tmp_path: Path) -> None:
    lines = "indicator,place,period,role,unit,value,account\nhomicide-rate,SV,2016,context,=B1,81.2,@x\n"
    assert [p.where.header for p in found("formula_text", lines, tmp_path)] == ["unit", "account"]


def test_a_stock_read_within_its_period_is_no_early_result(tmp_path: Path) -> None:
    head = "indicator,place,period,role,value,as_of,stated_on\n"
    for line in (
        "homicide-rate,SV,2016,context,81.2,2016-06-30,",
        "homicide-rate,SV,2016,context,81.2,2022-05-25,2017-01-01",
        "homicide-rate,SV,undated,context,81.2,2016-06-30,2016-06-30",
        "homicide-rate,SV,2016/..,context,81.2,2016-06-30,2016-06-30",
    ):
        assert found("period_not_over", f"{head}{line}\n", tmp_path) == ()
    early = f"{head}homicide-rate,SV,2018,context,81.2,2017-06-30,\n"
    [problem] = found("period_not_over", early, tmp_path)
    assert "had not begun on 2017-06-30" in problem.found


def test_members_of_a_group_count_for_the_days_they_belong(tmp_path: Path) -> None:
    text = (
        "indicator,place,period,role,agency,activity,value\n"
        "people-trained,northern-triangle,FY2017,result,usaid,courts,100\n"
        "people-trained,HN,FY2017,result,usaid,courts,70\npeople-trained,SV,FY2017,result,usaid,courts,60\n"
    )
    assert len(found("places_above_whole", text, tmp_path)) == 1
    left = [{"place": "northern-triangle", "member": "HN", "until": date(2016, 12, 31)}]
    given = Given(figures=tmp_path / "new.parquet", tables=registers(place_members=left))
    assert examine(given, checks=[CHECKS["places_above_whole"]]).problems == ()


def test_a_corrected_running_total_is_not_doubted_twice(tmp_path: Path) -> None:
    head = "indicator,place,period,role,agency,activity,value\n"
    last = f"{head}schools-built,SV,FY2016,result,usaid,courts,12\n"
    now = f"{head}schools-built,SV,FY2017,result,usaid,courts,9\n"
    assert len(found("running_total_lower", now, tmp_path, last)) == 1
    corrected = f"{now}schools-built,SV,FY2016,result,usaid,courts,8\n"
    assert found("running_total_lower", corrected, tmp_path, last) == ()
