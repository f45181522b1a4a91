"""What is a number, and what a person is told who typed something else."""

from decimal import Decimal

import duckdb
import pytest

from istmo.formats import _numbers
from istmo.formats._numbers import Spelling, explain, guess


def value(text: str, spelling: Spelling = Spelling.MIXED) -> Decimal | None:
    sql = _numbers.number("c", spelling)
    found: Decimal | None = duckdb.execute(f"SELECT {sql} FROM (SELECT $1 AS c)", [text]).fetchall()[0][0]
    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1300", "1300"),
        (" 1300\u00a0", "1300"),
        ("-0.5", "-0.5"),
        ("+7.", "7"),
        (".25", "0.25"),
        ("1.5E-05", "0.000015"),
        ("1.3e+6", "1300000"),
        ("0.0000000005", "0.000000001"),
        ("0.00000000049", "0"),
        ("-0.0000000005", "-0.000000001"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_number_is_read_exactly(text: str, number: str) -> None:
    assert value(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1,300",
        "1_000",
        "1 300",
        "12%",
        "inf",
        "NaN",
        "0x10",
        "1e25",
        "100000000000000000000",
        "=1+1",
        "١٢",
    ],
)
def test_number_is_nothing_else(text: str) -> None:
    assert value(text) is None


def test_number_with_a_decimal_comma() -> None:
    assert value("-1300,5", Spelling.COMMA) == Decimal("-1300.5")


@pytest.mark.parametrize(
    ("column", "commas"),
    [
        (["1,5", "2", None], True),
        (["1,300", "2,500"], False),
        (["1,300", "2,5"], True),
        (["1.5", "2,5"], False),
        (["1", "2"], False),
        ([None], False),
        (["0,125"], True),
        (["1.300,5"], False),
    ],
)
def test_commas_are_decimal_only_if_they_can_be_nothing_else(column: list[str | None], commas: bool) -> None:
    sql = f"SELECT {_numbers.commas('c')} FROM (SELECT unnest($1::VARCHAR[]) AS c)"
    assert duckdb.execute(sql, [column]).fetchall()[0][0] is commas


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("0.1234567891", True),
        ("0.123456789", False),
        ("0.12345678900", False),
        ("1.5E-05", False),
        ("1e-12", True),
    ],
)
def test_rounded_is_told_only_where_something_is_lost(text: str, rounded: bool) -> None:
    sql = f"SELECT {_numbers.rounded('c', Spelling.MIXED)} FROM (SELECT $1 AS c)"
    assert bool(duckdb.execute(sql, [text]).fetchall()[0][0]) is rounded


@pytest.mark.parametrize(
    ("text", "found", "fix"),
    [
        ("1,300", "can be read in two ways", "such as 1300"),
        ("1.300.000", "can be read in two ways", "such as 1300000"),
        ("1 300", "can be read in two ways", "such as 1300"),
        ("1,30O", "1300 was most likely meant", "digits only"),
        ("l2", "12 was most likely meant", "digits only"),
        ("US$ 1300", "1300 was most likely meant", "digits only"),
        ("(45)", "-45 was most likely meant", "digits only"),
        ("12,5", "12.5 was most likely meant", "digits only"),
        ("62%", "is not a number", "type only 62; write percent"),
        ("#DIV/0!", "error of a spreadsheet", "not_available"),
        ("#N/A", "error of a spreadsheet", "not_available"),
        ("#¡REF!", "error of a spreadsheet", "not_available"),
        ("-", "is not a number", "column state"),
        ("n/a", "is not a number", "column state"),
        ("N/D", "is not a number", "column state"),
        ("s/d", "is not a number", "column state"),
        (">100", "is not a number", "at_least"),
        ("about 50", "is not a number", "column qualifier"),
        ("10-15", "is a range", "low and high"),
        ("123456789012345678901", "more than 20 digits", "unit"),
        ("=A1+B1", "is a formula, not its value", "let it calculate"),
        ("2026-03-04", "is a date, not a number", "format the cell as a number"),
        ("12:30", "is a time", "unit of the indicator"),
        ("TRUE", "is a yes or no", "digits only"),
        ("many", "is not a number", "digits only"),
    ],
)
def test_explain_tells_what_to_type_instead(text: str, found: str, fix: str) -> None:
    told = explain(text)
    assert text in told[0]
    assert found in told[0]
    assert fix in told[1]


def test_guess_of_words_is_nothing() -> None:
    assert guess("Oops") == ""
