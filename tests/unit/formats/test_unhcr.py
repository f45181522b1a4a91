"""UNHCR's files: each known by its header, every cell with a number one context figure."""

import csv as standard
import gzip
import io
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.formats import unhcr
from istmo.formats._shared import Read
from istmo.kernel.problem import InputProblem

REAL = Path(__file__).parents[4] / "shared" / "data" / "migration"
PAIR = "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso"


def read(folder: Path, columns: str, *lines: str) -> Read:
    file = folder / "unhcr.csv"
    file.write_text("\n".join([f"{PAIR},{columns}", *lines, ""]), encoding="utf-8")
    return unhcr.read(file, folder)


def rows(came: Read, columns: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(f"SELECT {columns} FROM read_parquet($1)", [str(came.figures)]).fetchall()


@pytest.mark.parametrize(
    ("columns", "cells", "indicators"),
    [
        ("procedure_type,app_type,dec_level,app_pc,applied", "G,N,FI,P,5", ["asylum-applications-applied"]),
        ("procedure_type,dec_level,dec_pc,dec_recognized,dec_total", "G,FI,P,1,5", ["asylum-decisions-dec-recognized", "asylum-decisions-dec-total"]),
        ("refugees,asylum_seekers,idps,stateless", "1,2,0,", ["population-refugees", "population-asylum-seekers", "population-idps"]),
        ("returned_refugees,resettlement", ",3", ["solutions-resettlement"]),
        ("refugees,asylum_seekers,refugee_like,oip", "5,,,", ["flows-refugees"]),
        ("total", "7", ["idmc"]),
        ("pop_type,location,loc_type,acc_type,f_total,total", "REF,x,V,I,2,3", ["demographics", "demographics"]),
    ],
)  # fmt: skip
def test_unhcr_each_kind_is_known_by_its_header(
    tmp_path: Path, columns: str, cells: str, indicators: list[str]
) -> None:
    came = read(tmp_path, columns, f"2016,Honduras,HON,HND,Mexico,MEX,MEX,{cells}")
    assert [name for (name,) in rows(came, "indicator")] == [f"unhcr-{name}" for name in indicators]
    assert [problem.code for problem in came.problems] == ["describing_columns"]


def test_unhcr_flow_is_a_figure_with_origin_and_destination(tmp_path: Path) -> None:
    columns = "procedure_type,app_type,dec_level,app_pc,applied"
    came = read(tmp_path, columns, "2016,Honduras,HON,HND,Mexico,MEX,MEX,G,N,FI,C,4129")
    breakdown = "app_type=N;counted=C;dec_level=FI;destination=MEX;origin=HND;procedure_type=G"
    told = rows(came, 'place, role, year(period_start), value, unit, breakdown, source, "row", "at"')
    assert told == [("MEX", "context", 2016, 4129, "cases", breakdown, "unhcr", 2, "L2")]


def test_unhcr_demographics_are_parts_by_sex_and_age(tmp_path: Path) -> None:
    columns = "pop_type,location,loc_type,acc_type,f_0_4,f_60,f_total,m_other,total"
    came = read(
        tmp_path, columns, '2025,Honduras,HON,HND,Canada,CAN,CAN,REF,"Montreal, Quebec",V,I,1,2,3,4,7'
    )
    shared = "destination=CAN;loc_type=V;location=Montreal Quebec;origin=HND;pop_type=REF"
    told = [breakdown for (breakdown,) in rows(came, "breakdown")]
    assert told == [
        f"acc_type=I;age=0-4;{shared};sex=f",
        f"acc_type=I;age=60+;{shared};sex=f",
        f"acc_type=I;{shared};sex=f",
        f"acc_type=I;age=other;{shared};sex=m",
        f"acc_type=I;{shared}",
    ]


def test_unhcr_file_of_no_known_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="that of no file of UNHCR"):
        read(tmp_path, "arrivals", "2016,Honduras,HON,HND,Mexico,MEX,MEX,5")


def test_unhcr_file_without_two_countries_is_told(tmp_path: Path) -> None:
    (tmp_path / "world.csv").write_text("year,refugees\n1951,2116011\n", encoding="utf-8")
    with pytest.raises(InputProblem, match="no row of the file has the columns year and coo_iso"):
        unhcr.read(tmp_path / "world.csv", tmp_path)


def test_unhcr_new_column_is_told(tmp_path: Path) -> None:
    came = read(tmp_path, "refugees,idps,stateless,climate", "2016,Honduras,HON,HND,Mexico,MEX,MEX,1,2,3,4")
    (told,) = (problem for problem in came.problems if problem.code == "column_not_read")
    assert told.where.header == "climate"


@pytest.mark.shared
@pytest.mark.parametrize(
    "kind",
    ["asylum_applications", "asylum_decisions", "demographics", "flows", "idmc", "population", "solutions"],
)
def test_unhcr_real_files_lose_no_cell(tmp_path: Path, kind: str) -> None:
    file = REAL / f"unhcr_{kind}_central_america.csv.gz"
    if not file.exists():
        pytest.skip("UNHCR's files are not beside the checkout")
    text = gzip.decompress(file.read_bytes()).decode("utf-8-sig")
    named = next(known for known in unhcr.KINDS if known.name == kind.replace("_", "-")).values
    wanted = [
        (number, int(row[column]))
        for number, row in enumerate(standard.DictReader(io.StringIO(text)), 2)
        for column in named
        if row[column]
    ]
    came = unhcr.read(file, tmp_path)
    assert [(row, int(value)) for row, value in rows(came, '"row", value')] == wanted
    keys = rows(came, "count(*), count(DISTINCT (indicator, place, period_start, breakdown))")
    assert keys[0][0] == keys[0][1]
