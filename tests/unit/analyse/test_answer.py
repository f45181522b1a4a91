"""An answer is exact in every form, and the catalogue finds every question."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import catalogue
from istmo.analyse.answer import Answer, sql
from istmo.kernel.problem import WrongUse
from tests.oracle.store import Store

ANSWER = Answer(
    ("code", "value", "day", "sure"),
    (("a;\n\"b\"", Decimal("12345678901234567890.000000001"), date(2017, 9, 30), True), ("ñ", None, None, False)),
    ("A note.",),
)  # fmt: skip


def test_csv_is_exact_and_reads_back() -> None:
    rows = list(csv.reader(io.StringIO(ANSWER.to_csv(), newline="")))
    assert rows[0] == ["code", "value", "day", "sure"]
    assert rows[1] == ['a;\n"b"', "12345678901234567890.000000001", "2017-09-30", "true"]
    assert rows[2] == ["ñ", "", "", "false"]


def test_json_tells_decimals_as_text() -> None:
    told = json.loads(ANSWER.to_json())
    assert told["rows"][0]["value"] == "12345678901234567890.000000001"
    assert told["rows"][1] == {"code": "ñ", "value": None, "day": None, "sure": False}
    assert told["notes"] == ["A note."]


def test_where_compares_exact_numbers_and_finds_empty_cells() -> None:
    assert len(ANSWER.where({"value": Decimal("12345678901234567890.0000000010")}).rows) == 1
    assert ANSWER.where({"value": "", "code": "ñ"}).rows == (ANSWER.rows[1],)
    assert ANSWER.where({}) is ANSWER


def test_where_knows_a_period_by_all_its_spellings() -> None:
    told = Answer(("period",), (("2018-Q1",), ("FY2018",), (None,)))
    assert told.where({"period": "FY2018-Q2"}).rows == (("2018-Q1",),)
    assert told.where({"period": "fy2018"}).rows == (("FY2018",),)
    assert told.where({"period": ""}).rows == ((None,),)
    assert told.where({"period": "some day"}).rows == ()


def test_every_question_has_a_door_that_answers_nothing_of_nothing() -> None:
    assert {"benchmarks", "progress", "provenance"} <= set(catalogue.names())
    needed = {"provenance": {"indicator": "i", "place": "HN", "period": "2016"}}
    with pytest.raises(WrongUse, match="nothing to draw from"):
        catalogue.ask("sample", Store())
    for name in set(catalogue.names()) - {"sample"}:
        answer = catalogue.ask(name, Store(), **needed.get(name, {}))
        # `claims` counts every rule, also one that found nothing.
        assert [row for row in answer.dicts() if row.get("row") != "rule" or row.get("found")] == []
        assert set(answer.reading) <= set(answer.columns)
        assert catalogue.about(name)
        assert sql(name).startswith(f"-- {name}:")


def test_unknown_question_names_those_there_are() -> None:
    with pytest.raises(WrongUse, match=r"no question profit\. There are benchmarks, .*progress, provenance"):
        catalogue.ask("profit", Store())
