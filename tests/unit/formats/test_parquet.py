"""Parquet of our own tables comes back as it is; anybody's is looked at like any other file."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.formats import csv, parquet
from istmo.kernel.problem import InputProblem


def given(folder: Path, sql: str) -> Path:
    duckdb.execute(f"COPY ({sql}) TO '{folder / 'given.parquet'}'")
    return folder / "given.parquet"


def rows(path: Path) -> list[tuple[Any, ...]]:
    return duckdb.execute("FROM read_parquet($1)", [str(path)]).fetchall()


def test_parquet_of_ours_comes_back_the_same(tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    source.write_text("indicator,place,period,role,value,note\ni,SV,2011/..,result,1.5,x\n", encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = csv.read(source, tmp_path / "a")
    (written,) = parquet.write(first.figures, None, tmp_path / "out.parquet")
    assert first.figures is not None
    assert written.read_bytes() == first.figures.read_bytes()
    second = parquet.read(written, tmp_path / "b")
    assert second.problems == ()
    assert second.figures is not None
    assert rows(second.figures) == rows(first.figures)


def test_parquet_of_anybody_is_looked_at(tmp_path: Path) -> None:
    sql = "SELECT 'i' AS Indicator, 'SV' AS place, 2016 AS period, 'actual' AS role, 0.5::DOUBLE AS value, 1 AS \"a\"\"b\""
    came = parquet.read(given(tmp_path, sql), tmp_path)
    assert [problem.code for problem in came.problems] == ["column_not_read", "not_in_list"]
    assert duckdb.execute("SELECT value FROM read_parquet($1)", [str(came.figures)]).fetchall() == [
        (Decimal("0.5"),)
    ]


def test_parquet_of_transactions_is_written_beside(tmp_path: Path) -> None:
    sql = "SELECT 'obligated' AS stage, 5.25 AS amount, 'USD' AS currency"
    came = parquet.read(given(tmp_path, sql), tmp_path)
    assert parquet.write(None, came.transactions, tmp_path / "out.parquet") == [
        tmp_path / "out.transactions.parquet"
    ]


@pytest.mark.parametrize("content", [b"PAR1 and then nothing PAR1", b"a,b\n1,2\n", b""])
def test_parquet_that_is_broken_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "given.parquet").write_bytes(content)
    with pytest.raises(InputProblem, match="not a whole Parquet file"):
        parquet.read(tmp_path / "given.parquet", tmp_path)
