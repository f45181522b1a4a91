"""What SQL reads in the code of a period is what kernel.period reads."""

from pathlib import Path

import duckdb
import pytest

from istmo import analyse
from istmo.kernel.period import Period

STEP = (Path(analyse.__file__).parent / "steps" / "code_days.sql").read_text(encoding="utf-8")
CODES = (
    "FY2017", "FY2015/FY2017", "2017", "2015/2017", "2017-Q1", "2017-Q4", "FY2017-H1", "2017-H2", "2017-04", "2016-12",
    "2017-04/2018-03", "2017-04-06/2018-04-05", "2016-02-29", "2011/..", "../2011", "FY2017-Q3",
)  # fmt: skip
NONE = ("", "soon", "FY17", "20177", "2017-13", "2017-Q5", "2017-02-30")


def days(code: str) -> tuple[object, ...]:
    told = duckdb.execute(
        f"WITH codes AS (SELECT $code AS code),\n{STEP}\nSELECT first_day, last_day FROM code_days",
        {"code": code},
    ).fetchall()
    assert len(told) == 1
    return tuple(told[0])


@pytest.mark.parametrize("code", CODES)
def test_days_of_a_code_are_those_of_its_period(code: str) -> None:
    period = Period.parse(code)
    assert days(code) == (period.start, period.end)


@pytest.mark.parametrize("code", NONE)
def test_days_of_what_is_no_code_are_unknown(code: str) -> None:
    assert days(code) == (None, None)
