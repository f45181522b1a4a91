"""The Foreign Aid Explorer's file: every row a transaction at one stage, in the year of the transaction."""

import csv as standard
import gzip
import io
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.formats import fae
from istmo.formats._shared import Read
from istmo.kernel.problem import InputProblem

REAL = (
    Path(__file__).parents[4] / "shared" / "data" / "us_foreign_assistance" / "us_foreign_aid_country.csv.gz"
)
HEADER = (
    '"Country Code","Country Name","Region ID","Transaction Type ID","Transaction Type Name","Fiscal Year",'
    '"current_amount","constant_amount"\n'
)


def read(folder: Path, *lines: str, header: str = HEADER) -> Read:
    file = folder / "aid.csv"
    file.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return fae.read(file, folder)


def rows(came: Read, columns: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(f"SELECT {columns} FROM read_parquet($1)", [str(came.transactions)]).fetchall()


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("President's Budget Requests", "requested"),
        ("President’s Budget Requests", "requested"),
        ("Appropriated and Planned", "appropriated"),
        ("Initial Allocations", "allocated"),
        ("Obligations", "obligated"),
        ("DISBURSEMENTS", "disbursed"),
    ],
)
def test_fae_type_of_transaction_is_a_stage(tmp_path: Path, kind: str, stage: str) -> None:
    came = read(tmp_path, f"HND,Honduras,6,2,{kind},2016,-5,6")
    assert rows(came, "stage, amount, currency, kind") == [(stage, Decimal(-5), "USD", "increment")]


@pytest.mark.parametrize(
    ("year", "first", "last", "words"),
    [
        ("2016", date(2015, 10, 1), date(2016, 9, 30), None),
        ("1977", date(1976, 10, 1), date(1977, 9, 30), None),
        ("1976tq", date(1976, 7, 1), date(1976, 9, 30), "1976tq"),
        ("1976TQ", date(1976, 7, 1), date(1976, 9, 30), "1976TQ"),
        ("1976", date(1975, 7, 1), date(1976, 6, 30), "fiscal year 1976"),
        ("1946", date(1945, 7, 1), date(1946, 6, 30), "fiscal year 1946"),
    ],
)
def test_fae_fiscal_year_has_the_days_it_had_then(
    tmp_path: Path, year: str, first: date, last: date, words: str | None
) -> None:
    came = read(tmp_path, f"HND,Honduras,6,2,Obligations,{year},5,6")
    told = rows(came, "period_start, period_end, period_as_written, fund_year")
    assert told == [(first, last, words, None)]


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [
        ("HND", "Honduras", "HND"),
        ("CS-KM", "Kosovo", "CS-KM"),
        ("NULL", '"Berlin, West"', "Berlin, West"),
        ("CNA", "Central America Region", "CNA-unattributed"),
        ("LCN", "Latin America and Caribbean Region", "LCN-unattributed"),
        ("WLD", "World", "WLD-unattributed"),
    ],
)
def test_fae_money_of_a_region_is_no_countrys(tmp_path: Path, code: str, name: str, place: str) -> None:
    came = read(tmp_path, f"{code},{name},6,2,Obligations,2016,5,6")
    assert rows(came, "place, note IS NOT NULL") == [(place, place.endswith("-unattributed"))]


def test_fae_other_edition_has_headers_in_snake_case(tmp_path: Path) -> None:
    header = "country_code,country_name,transaction_type_name,fiscal_year,current_amount,constant_amount\n"
    came = read(tmp_path, "SLV,El Salvador,Obligations,2016,7,8", header=header)
    assert rows(came, 'place, amount, "row", "at", provider, value_as_written') == [
        ("SLV", 7, 2, "E2", "U.S. Government", "7")
    ]
    assert came.headers["amount"] == ("E", "current_amount")


def test_fae_columns_of_the_complete_file_say_whose_money_it_is(tmp_path: Path) -> None:
    header = (
        "Country Code,Country Name,Transaction Type Name,Fiscal Year,current_amount,Managing Agency Acronym,"
        "Funding Account Name,Implementing Partner Name\n"
    )
    came = read(
        tmp_path, "SLV,El Salvador,Obligations,2016,7,USAID,Economic Support Fund,Chemonics", header=header
    )
    assert rows(came, "agency, account, receiver") == [("USAID", "Economic Support Fund", "Chemonics")]
    assert came.problems == ()


def test_fae_tells_what_it_did_not_read(tmp_path: Path) -> None:
    header = HEADER.replace("\n", ",Colour\n")
    came = read(tmp_path, "SLV,El Salvador,6,2,Obligations,2016,7,8,red", header=header)
    told = {problem.code: str(problem.where) + problem.found for problem in came.problems}
    assert sorted(told) == ["column_not_read", "constant_dollars", "describing_columns"]
    assert "Colour" in told["column_not_read"]
    assert "Region ID, Transaction Type ID" in told["describing_columns"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SLV,El Salvador,6,9,Pledges,2016,7,8", "not_in_list"),
        ("SLV,El Salvador,6,2,Obligations,2016/17,7,8", "period_not_readable"),
        ("SLV,El Salvador,6,2,Obligations,2016,n/a,8", "value_not_a_number"),
    ],
)
def test_fae_cell_that_cannot_be_read_is_told_in_its_own_row(tmp_path: Path, line: str, code: str) -> None:
    came = read(tmp_path, "SLV,El Salvador,6,2,Obligations,2015,7,8", line)
    (told,) = (problem for problem in came.problems if problem.severity == "error")
    assert (told.code, told.where.row) == (code, 3)
    assert len(rows(came, "1")) == 2


@pytest.mark.parametrize(
    "content", ["stage,amount\nx,1\n", "Fiscal Year,Transaction Type Name\n2016,Obligations\n"]
)
def test_fae_file_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputProblem, match=r"no row of the file|the file lacks country_code"):
        read(tmp_path, header=content)


@pytest.mark.shared
def test_fae_real_file_loses_no_amount(tmp_path: Path) -> None:
    if not REAL.exists():
        pytest.skip("the Foreign Aid Explorer's file is not beside the checkout")
    came = fae.read(REAL, tmp_path)
    wanted: dict[tuple[str, int], list[int]] = defaultdict(list)
    text = gzip.decompress(REAL.read_bytes()).decode("utf-8-sig")
    for number, row in enumerate(standard.DictReader(io.StringIO(text)), 2):
        wanted[fae.STAGES[row["Transaction Type Name"].lower()], number].append(int(row["current_amount"]))
    told = rows(came, 'stage, "row", amount')
    assert {(stage, row): [int(amount)] for stage, row, amount in told} == wanted
    assert {problem.severity for problem in came.problems} == {"note"}
