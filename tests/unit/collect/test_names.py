"""Other names become codes, and everyone is told."""

from pathlib import Path

import duckdb
import pytest

from istmo.collect.names import Names
from istmo.kernel.tables import FIGURES

TABLES = {
    "indicators": [("trained",), ("Homicide",)],
    "places": [
        ("SV", "El Salvador", *(None,) * 8),
        ("HN", "Honduras", *(None,) * 8),
        ("P1", "Centre", *(None,) * 8),
        ("P2", "Centre", *(None,) * 8),
    ],
    "agencies": [("usaid", "USAID", True, None, None, None)],
    "sources": [("own", "Own records", *(None,) * 10)],
    "texts": [("places", "SV", "name", "es", "Salvador (es)"), ("places", "SV", "note", "es", "Centre")],
    "aliases": [("place", "Salvador", "SV"), ("place", "Hond.", "HN"), ("agency", "AID", "usaid")],
}
NAMES = Names(TABLES, "figures.csv", {"place": ("B", "Country")})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("salvador", "SV"),
        (" EL SALVADOR ", "SV"),
        ("sv", "SV"),
        ("hond.", "HN"),
        ("centre", None),
        ("El  Sálvador", "SV"),
        ("Salvador (es)", "SV"),
        ("x", None),
    ],
)
def test_known_place(name: str, code: str | None) -> None:
    assert NAMES.known.code("place", name) == code


def write(path: Path, rows: list[tuple[str, str | None]]) -> Path:
    columns = ", ".join(
        f"{ {'place': 'p', 'agency': 'a', 'row': 'n'}.get(c.name, 'NULL') }::{c.type} AS {c.name}"
        for c in FIGURES.columns
    )
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (n INTEGER, p VARCHAR, a VARCHAR)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [(i, *row) for i, row in enumerate(rows)])
        out = str(path).replace("'", "''")
        connection.execute(f"COPY (SELECT {columns} FROM t ORDER BY n) TO '{out}' (FORMAT parquet)")
    return path


def test_to_codes_keeps_order_and_tells_each_column(tmp_path: Path) -> None:
    came = write(
        tmp_path / "it's.parquet", [("Salvador", "aid"), ("HN", None), ("ZZ", "usaid"), ("salvador", "AID")]
    )
    path, problems = NAMES.to_codes(came, FIGURES, tmp_path / "out.parquet")
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT place, agency, row FROM '{path}'").fetchall()
        described = connection.execute(f"DESCRIBE FROM '{path}'").fetchall()
    assert rows == [("SV", "usaid", 0), ("HN", None, 1), ("ZZ", "usaid", 2), ("SV", "usaid", 3)]
    assert [(row[0], row[1]) for row in described] == [(c.name, str(c.type)) for c in FIGURES.columns]
    assert [(problem.count, str(problem.where)) for problem in problems] == [
        (2, "figures.csv, B (“Country”)"),
        (2, "figures.csv"),
    ]
    assert "“Salvador” as SV" in problems[0].found


def test_to_codes_tells_names_of_two(tmp_path: Path) -> None:
    came = write(tmp_path / "a.parquet", [("centre", "usaid"), ("Centre", None), ("hond.", None)])
    path, problems = NAMES.to_codes(came, FIGURES, tmp_path / "out.parquet")
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT place FROM '{path}'").fetchall()
    assert rows == [("centre",), ("Centre",), ("HN",)]
    assert [(problem.code, problem.count) for problem in problems] == [
        ("name_read_as_code", 1),
        ("ambiguous_name", 2),
    ]
    assert "“centre” may be P1 or P2" in problems[1].found


def test_to_codes_without_names_is_the_file_itself(tmp_path: Path) -> None:
    came = write(tmp_path / "a.parquet", [("SV", "usaid"), ("ZZ", None)])
    assert NAMES.to_codes(came, FIGURES, tmp_path / "out.parquet") == (came, [])


def test_to_codes_without_a_file(tmp_path: Path) -> None:
    assert NAMES.to_codes(None, FIGURES, tmp_path / "out.parquet") == (None, [])
