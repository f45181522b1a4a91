"""Figures and transactions of a CSV file: columns by their header, cells by their meaning, every fault told."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.formats import csv
from istmo.formats._shared import Read
from istmo.kernel.problem import Problem
from istmo.kernel.tables import FIGURES, TRANSACTIONS


def read(folder: Path, text: str) -> Read:
    file = folder / "given.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return csv.read(file, folder)


def rows(path: Path | None) -> list[dict[str, Any]]:
    assert path is not None
    answer = duckdb.execute("FROM read_parquet($1)", [str(path)])
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def figures(folder: Path, text: str) -> list[dict[str, Any]]:
    return rows(read(folder, text).figures)


def problem(folder: Path, text: str) -> Problem:
    (only,) = read(folder, text).problems
    return only


def test_figures_have_exactly_our_columns_and_types(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,place,period,role,value\ni,SV,2016,result,5\n")
    assert came.figures is not None
    described = duckdb.execute("DESCRIBE FROM read_parquet($1)", [str(came.figures)]).fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        (column.name, str(column.type)) for column in FIGURES.columns
    ]
    assert came.problems == ()


def test_figures_take_headers_in_any_order_and_case(tmp_path: Path) -> None:
    (row,) = figures(
        tmp_path, "Stated on,VALUE, Role ,period,Place,indicator\n2016-01-31,5,Result,FY2017,SV,i\n"
    )
    assert (row["stated_on"], row["value"], row["role"]) == (date(2016, 1, 31), Decimal(5), "result")
    assert (row["period_start"], row["period_end"]) == (date(2016, 10, 1), date(2017, 9, 30))


def test_figures_have_their_defaults_and_their_cell(tmp_path: Path) -> None:
    (row,) = figures(tmp_path, "indicator,place,period,role,value\ni,SV,2016,result,0\n")
    assert (row["span"], row["state"], row["breakdown"]) == ("period", "reported", "")
    assert (row["maturity"], row["qualifier"], row["submission"], row["agency"]) == (None, None, None, None)
    assert (row["value"], row["value_as_written"]) == (Decimal(0), "0")
    assert (row["row"], row["at"]) == (2, "E2")


def test_figures_of_a_ratio_need_no_value(tmp_path: Path) -> None:
    came = read(
        tmp_path, "indicator,place,period,role,numerator,denominator,value\ni,SV,2016,result,1,3,33\n"
    )
    assert came.problems == ()
    came = read(tmp_path, "indicator,place,period,role,numerator,denominator\ni,SV,2016,result,1,3\n")
    assert [each.code for each in came.problems] == []
    assert rows(came.figures)[0]["at"] == "E2"


def test_figures_without_value_say_why(tmp_path: Path) -> None:
    text = "indicator,place,period,role,state,value\ni,SV,2016,result,Withheld,\ni,SV,2017,result,,\n"
    came = read(tmp_path, text)
    assert [(each.code, each.where.row) for each in came.problems] == [("no_value", 3)]
    assert [row["state"] for row in rows(came.figures)] == ["withheld", "reported"]


def test_figures_join_dimensions_to_one_breakdown(tmp_path: Path) -> None:
    header = "indicator,place,period,role,value,Sex,breakdown,dimension:language,age\n"
    text = f"{header}i,SV,2016,result,1,f,,es,15-24\ni,SV,2016,result,2,f,sex=f,,\ni,SV,2016,result,3,,,,\n"
    assert [row["breakdown"] for row in figures(tmp_path, text)] == [
        "age=15-24;language=es;sex=f",
        "sex=f",
        "",
    ]


@pytest.mark.parametrize("cells", ["f,sex=m", "f;x,", ",sex"])
def test_figures_with_an_unreadable_breakdown_are_kept(tmp_path: Path, cells: str) -> None:
    text = f"indicator,place,period,role,value,sex,breakdown\ni,SV,2016,result,1,{cells}\n"
    came = read(tmp_path, text)
    assert [(each.code, each.where.row) for each in came.problems] == [("breakdown_not_readable", 2)]
    assert len(rows(came.figures)) == 1


def test_figures_by_the_dates_of_their_period(tmp_path: Path) -> None:
    header = "indicator,place,period_start,period_end,role,value\n"
    (row,) = figures(tmp_path, f"{header}i,SV,2016-01-01,2016-03-31,result,1\n")
    assert (row["period_start"], row["period_end"]) == (date(2016, 1, 1), date(2016, 3, 31))


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2016-13", "“2016-13” is not a day or month of the calendar"),
        ("FY17", "“FY17” is not a period"),
        ("2017/2016", "the period ends (2016-12-31) before it begins (2017-01-01)"),
        ("", "the row has no period"),
    ],
)
def test_figures_of_an_unreadable_period_are_kept_with_its_words(
    tmp_path: Path, period: str, told: str
) -> None:
    came = read(tmp_path, f"indicator,place,period,role,value\ni,SV,{period},result,1\n")
    (said,) = came.problems
    assert (said.code, said.where.column, said.where.row) == ("period_not_readable", "C", 2)
    assert said.found == told
    (row,) = rows(came.figures)
    assert (row["period_start"], row["period_as_written"]) == (None, period or None)


def test_figures_of_a_period_that_disagrees_with_its_dates(tmp_path: Path) -> None:
    text = "indicator,place,period,period_start,role,value\ni,SV,2016,2016-02-01,result,1\n"
    assert "disagree" in problem(tmp_path, text).found


def test_figures_tell_a_bad_number_in_the_reporters_words(tmp_path: Path) -> None:
    text = 'indicator,place,period,role,Actual,value\ni,SV,2016,result,,"1,30O"\ni,SV,2017,result,,5\n'
    came = read(tmp_path, text)
    said = next(each for each in came.problems if each.code == "value_not_a_number")
    assert said.sentence == (
        "given.csv, F2 (“value”): “1,30O” is not a number; 1300 was most likely meant. "
        "Type digits only, with a point before decimals; put remarks in the column note."
    )
    assert [(row["value"], row["value_as_written"]) for row in rows(came.figures)] == [
        (None, "1,30O"),
        (Decimal(5), "5"),
    ]


def test_figures_tell_alike_faults_once_with_their_places(tmp_path: Path) -> None:
    said = problem(tmp_path, "indicator,place,period,role,value\n" + "i,SV,2016,result,n/a\n" * 30)
    assert said.count == 30
    assert [place.row for place in said.places] == [2, 3, 4, 5, 6]
    assert "not_available" in said.fix


def test_figures_tell_many_different_faults_in_few_lines(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value\n" + "".join(f"i,SV,2016,result,x{n}\n" for n in range(50))
    came = read(tmp_path, text)
    assert len(came.problems) == 21
    assert sum(each.count for each in came.problems) == 50
    assert came.problems[-1].found == "30 more cells of this column have a problem of this kind"


def test_figures_with_decimal_commas_in_a_file_of_semicolons(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator;place;period;role;value\ni;SV;2016;result;1300,5\ni;SV;2017;result;7\n")
    assert [each.code for each in came.problems] == ["decimal_comma"]
    assert [(row["value"], row["value_as_written"]) for row in rows(came.figures)] == [
        (Decimal("1300.5"), "1300,5"),
        (Decimal(7), "7"),
    ]


def test_figures_with_commas_of_two_meanings_are_an_error(tmp_path: Path) -> None:
    said = problem(tmp_path, "indicator;place;period;role;value\ni;SV;2016;result;1,300\n")
    assert (said.code, said.fix) == ("value_not_a_number", "type digits only, such as 1300")


def test_figures_with_more_than_nine_decimals_are_rounded_with_one_note(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value\n" + "i,SV,2016,result,0.1234567895\n" * 3
    came = read(tmp_path, text)
    assert [(each.code, each.count) for each in came.problems] == [("rounded", 3)]
    assert rows(came.figures)[0]["value"] == Decimal("0.123456790")
    assert rows(came.figures)[0]["value_as_written"] == "0.1234567895"


@pytest.mark.parametrize("day", ["31/01/2017", "2017-1-31", "2017-02-30", "January 2017", "2017"])
def test_figures_have_dates_of_one_form(tmp_path: Path, day: str) -> None:
    text = f"indicator,place,period,role,value,as_of\ni,SV,2016,result,1,{day}\n"
    said = problem(tmp_path, text)
    assert (said.code, said.where.column, said.found) == ("not_a_date", "F", f"“{day}” is not a date")


def test_figures_with_words_not_in_the_list(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,place,period,role,value,qualifier\ni,SV,2016,actual,1,circa\n")
    assert [(each.code, each.where.header) for each in came.problems] == [
        ("not_in_list", "role"),
        ("not_in_list", "qualifier"),
    ]
    assert rows(came.figures)[0]["role"] == "actual"


def test_figures_with_empty_cells_that_must_be_filled(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,place,period,role,value\n,SV,2016,,1\n")
    assert [(each.code, each.where.column) for each in came.problems] == [
        ("empty_cell", "A"),
        ("empty_cell", "D"),
    ]
    assert (rows(came.figures)[0]["indicator"], rows(came.figures)[0]["role"]) == ("", "")


def test_figures_without_a_needed_column_are_told_all_at_once(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,wert,Full Name\ni,5,Ana\n")
    assert came.figures is None
    assert "missing: place, role, period, value, or numerator" in came.problems[0].found
    assert came.headers["unread:Full Name"] == ("C", "Full Name")


def test_figures_of_the_world_bank_are_known_by_their_header(tmp_path: Path) -> None:
    came = read(tmp_path, "Country Code,Indicator Code,2016\nSLV,VC.IHR.PSRC.P5,81\n")
    assert "--from worldbank" in came.problems[0].fix


def test_unknown_columns_are_told_and_not_read(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,place,period,role,value,Qualifer,colour\ni,SV,2016,result,1,about,red\n")
    assert [(each.severity, each.where.column) for each in came.problems] == [
        ("warning", "F"),
        ("warning", "G"),
    ]
    assert came.problems[0].fix == "if you mean qualifier, name it so"
    assert came.problems[1].fix == "if it is a dimension, name it dimension:NAME"
    assert rows(came.figures)[0]["qualifier"] is None


def test_a_header_that_stands_twice_is_an_error_and_the_first_is_read(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,place,period,role,value,Value\ni,SV,2016,result,1,2\n")
    assert [each.code for each in came.problems] == ["duplicate_header"]
    assert rows(came.figures)[0]["value"] == Decimal(1)


def test_a_header_alone_is_an_error_and_an_empty_table(tmp_path: Path) -> None:
    came = read(tmp_path, "indicator,place,period,role,value\n")
    assert [each.code for each in came.problems] == ["no_rows"]
    assert rows(came.figures) == []


def test_headers_name_the_reporters_columns(tmp_path: Path) -> None:
    came = read(tmp_path, "Indicator,Place,Period,Role,Value,Sex\ni,SV,2016,result,1,f\n")
    assert came.headers["value"] == ("E", "Value")
    assert came.headers["period_start"] == ("C", "Period")
    assert came.headers["dimension:sex"] == came.headers["breakdown"] == ("F", "Sex")


def test_texts_stand_as_written_and_codes_without_spaces(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value,note\n i ,\u00a0007 ,2016,result,1, =SUM(A1) \n"
    (row,) = figures(tmp_path, text)
    assert (row["indicator"], row["place"], row["note"]) == ("i", "007", " =SUM(A1) ")


def test_rows_keep_their_own_number_where_it_names_each_once(tmp_path: Path) -> None:
    header = "indicator,place,period,role,value,row\n"
    kept = read(tmp_path, f"{header}i,SV,2016,result,1,9\ni,SV,2017,result,1,4\n")
    assert [row["row"] for row in rows(kept.figures)] == [9, 4]
    counted = read(tmp_path, f"{header}i,SV,2016,result,1,9\ni,SV,2017,result,1,9\n")
    assert [row["row"] for row in rows(counted.figures)] == [2, 3]
    assert [each.code for each in counted.problems] == ["row_not_used"]


def test_rows_stay_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = "".join(f"i{n},SV,{2000 + n % 20},result,{n},{'fm'[n % 2]}\n" for n in range(300_000))
    came = read(tmp_path, f"indicator,place,period,role,value,sex\n{lines}")
    assert came.figures is not None
    wrong = duckdb.execute(
        "SELECT count(*) FROM read_parquet($1, file_row_number = true) "
        'WHERE "row" <> file_row_number + 2 OR value <> file_row_number',
        [str(came.figures)],
    ).fetchall()
    assert wrong == [(0,)]


def test_the_same_bytes_give_the_same_file(tmp_path: Path) -> None:
    lines = "".join(f"i{n % 7},SV,{2000 + n % 20},result,{n}\n" for n in range(5000))
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        figures = read(tmp_path / name, f"indicator,place,period,role,value\n{lines}").figures
        assert figures is not None
        written.append(figures.read_bytes())
    assert written[0] == written[1]


def test_transactions_are_known_by_stage_and_amount(tmp_path: Path) -> None:
    text = "stage,amount,currency,period,provider\nObligated,10.5,USD,FY2016,usaid\n"
    came = read(tmp_path, text)
    assert (came.figures, came.problems) == (None, ())
    (row,) = rows(came.transactions)
    assert tuple(row) == TRANSACTIONS.names
    assert (row["stage"], row["amount"], row["kind"], row["at"]) == (
        "obligated",
        Decimal("10.5"),
        "increment",
        "B2",
    )
    assert row["period_start"] == date(2015, 10, 1)


def test_transactions_without_a_period_or_an_amount(tmp_path: Path) -> None:
    came = read(tmp_path, "stage,amount,currency\nspent,,USD\n")
    assert [(each.code, each.where.column) for each in came.problems] == [
        ("not_in_list", "A"),
        ("empty_cell", "B"),
    ]
    assert rows(came.transactions)[0]["period_start"] is None


def test_transactions_without_a_currency_are_told(tmp_path: Path) -> None:
    assert problem(tmp_path, "stage,amount\nobligated,5\n").found == "the column is missing: currency"


def test_written_csv_is_short_and_exact(tmp_path: Path) -> None:
    came = read(tmp_path, 'indicator,place,period,role,value,note\ni,SV,FY2017,result,1.50,"a ""b""\nc"\n')
    (out,) = csv.write(came.figures, None, tmp_path / "out.csv")
    header, first, second = out.read_text(encoding="utf-8").splitlines()
    assert header.startswith("indicator,place,period,period_as_written,reporting_year")
    assert first.startswith("i,SV,FY2017,,")
    assert ",1.5,," in first
    assert second.startswith('c"')


def test_written_transactions_stand_beside_the_figures(tmp_path: Path) -> None:
    came = read(tmp_path, "stage,amount,currency\nobligated,5,USD\n")
    assert csv.write(None, came.transactions, tmp_path / "out.csv") == [tmp_path / "out.transactions.csv"]
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_is_no_table_of_ours_is_told_in_one_problem(tmp_path: Path) -> None:
    assert problem(tmp_path, "Dear colleagues\nhere are our figures\n").code == "missing_column"


def test_a_header_far_too_long_is_told_short(tmp_path: Path) -> None:
    came = read(tmp_path, f"indicator,place,period,role,value,{'x' * 500}\ni,SV,2016,result,1,y\n")
    assert came.problems[0].where.header == "x" * 60 + "…"
    assert came.headers[f"unread:{'x' * 500}"] == ("F", "x" * 500)
