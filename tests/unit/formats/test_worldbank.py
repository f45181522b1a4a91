"""The World Bank's CSV: every cell that is not empty is one context figure."""

import csv as standard
import gzip
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.formats import worldbank
from istmo.formats._shared import Read
from istmo.kernel.problem import InputProblem

WDI = Path(__file__).parents[4] / "shared" / "data" / "wdi"
BULK = (
    '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2021-09-15",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2015","2016","2017",\n'
    '"El Salvador","SLV","Homicides, per 100,000","VC.IHR.PSRC.P5","105.230","","60.0725467123",\n'
    '"World","WLD","Homicides, per 100,000","VC.IHR.PSRC.P5","","5.8","",\n'
)


def read(folder: Path, content: bytes, name: str = "API_VC.csv") -> Read:
    file = folder / name
    file.write_bytes(content)
    return worldbank.read(file, folder)


def rows(came: Read, columns: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(f"SELECT {columns} FROM read_parquet($1)", [str(came.figures)]).fetchall()


def test_worldbank_bulk_file_gives_one_figure_a_cell(tmp_path: Path) -> None:
    came = read(tmp_path, BULK.encode())
    assert rows(came, 'indicator, place, year(period_start), value_as_written, "row", "at"') == [
        ("VC.IHR.PSRC.P5", "SLV", 2015, "105.230", 6, "E6"),
        ("VC.IHR.PSRC.P5", "SLV", 2017, "60.0725467123", 6, "G6"),
        ("VC.IHR.PSRC.P5", "WLD", 2016, "5.8", 7, "F7"),
    ]
    assert rows(came, "DISTINCT role, source, as_of::VARCHAR, agency") == [
        ("context", "worldbank", "2021-09-15", None)
    ]
    assert rows(came, "value")[1] == (Decimal("60.072546712"),)
    assert [problem.code for problem in came.problems] == ["rounded"]


def test_worldbank_file_without_lines_above_the_header_and_compressed(tmp_path: Path) -> None:
    content = "Country Name,Country Code,Indicator Name,Indicator Code,2016 [YR2016]\r\nHonduras,HND,x,A.B,1e-05\r\nPanama,PAN,x,A.B,..\r\n"
    came = read(tmp_path, gzip.compress(content.encode()), "wide.csv.gz")
    assert rows(came, 'place, value, as_of, "row", "at"') == [("HND", Decimal("0.00001"), None, 2, "E2")]
    assert came.problems == ()


def test_worldbank_header_names_the_banks_own_columns(tmp_path: Path) -> None:
    came = read(tmp_path, BULK.encode())
    assert came.headers == {"indicator": ("D", "Indicator Code"), "place": ("B", "Country Code")}


def test_worldbank_cell_that_is_no_number_is_told(tmp_path: Path) -> None:
    came = read(tmp_path, BULK.replace('"5.8"', '"n/a"').encode())
    told = next(problem for problem in came.problems if problem.code == "value_not_a_number")
    assert told.where.row == 7


def test_worldbank_day_of_edition_that_is_no_date_is_told(tmp_path: Path) -> None:
    came = read(tmp_path, BULK.replace("2021-09-15", "15 Sep").encode())
    assert "vintage_not_read" in [problem.code for problem in came.problems]
    assert rows(came, "DISTINCT as_of") == [(None,)]


@pytest.mark.parametrize("content", ["indicator,place\na,b\n", "Country Code,Indicator Code,x\na,b,c\n"])
def test_worldbank_file_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputProblem, match=r"no row of the file|no column of the file is a year"):
        read(tmp_path, content.encode())


@pytest.mark.shared
@pytest.mark.parametrize("name", ["wdi_central_america_wide.csv.gz", "raw_wb_bulk/poverty-raw-2021.csv.gz"])
def test_worldbank_real_files_lose_no_cell(tmp_path: Path, name: str) -> None:
    if not (WDI / name).exists():
        pytest.skip("the World Bank's files are not beside the checkout")
    table = list(standard.reader(io.StringIO(gzip.decompress((WDI / name).read_bytes()).decode("utf-8-sig"))))
    start = next(place for place, row in enumerate(table) if "Country Code" in row)
    years = {place: header for place, header in enumerate(table[start]) if header.isdigit()}
    cells = [
        (row[3], row[1], int(years[place]), row[place], number)
        for number, row in enumerate(table[start + 1 :], start + 2)
        for place in years
        if row[place]
    ]
    came = worldbank.read(WDI / name, tmp_path)
    assert rows(came, 'indicator, place, year(period_start), value_as_written, "row"') == cells
    assert all(problem.code == "rounded" for problem in came.problems)
