from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.kernel.problem import InputProblem, WrongUse
from istmo.release.build import Part
from istmo.release.parts import names_submissions
from istmo.release.reader import open_release
from tests.unit.release.made import figure, part, release


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with open_release(folder) as opened:
        return opened.query(query)


def test_restated_figure_stands_as_the_latest_part_says(tmp_path: Path) -> None:
    parts = [
        part(
            tmp_path / f"v{n}.parquet",
            [figure(value=Decimal(n)), figure(place=("HN", "PA", "SV")[n], breakdown="x=y")],
        )
        for n in range(3)
    ]
    release(tmp_path / "r", *parts)
    assert ask(tmp_path / "r", "select value, submission from figures where breakdown = ''") == [(2, "v2")]
    assert ask(tmp_path / "r", "select value, submission, restated_by from revisions order by value") == [
        (0, "v0", "v2"),
        (1, "v1", "v2"),
    ]
    assert ask(tmp_path / "r", "select count(*) from figures") == [(4,)]


def test_restated_figure_with_the_same_content_is_restated_too(tmp_path: Path) -> None:
    parts = [part(tmp_path / f"{name}.parquet", [figure()]) for name in ("old", "new")]
    release(tmp_path / "r", *parts)
    assert ask(tmp_path / "r", "select submission, restated_by from revisions") == [("old", "new")]


def test_restated_figures_of_many_parts_keep_one_row_per_key(tmp_path: Path) -> None:
    parts = [
        part(tmp_path / f"p{n}.parquet", [figure(breakdown=f"k={k}", row=k) for k in range(n, n + 40)])
        for n in range(0, 100, 10)
    ]
    made = release(tmp_path / "r", *parts)
    assert made.tables["figures"].rows == 130
    assert made.tables["figures"].rows + made.tables["revisions"].rows == 400
    latest = "select count(*) from figures where submission <> 'p' || least(90, row // 10 * 10)"
    assert ask(tmp_path / "r", latest) == [(0,)]


def test_empty_cells_of_a_key_count_as_equal(tmp_path: Path) -> None:
    rows = [figure(agency=None, activity=None, period_end=None, row=row) for row in (7, 9)]
    with pytest.raises(InputProblem) as stopped:
        release(tmp_path / "r", part(tmp_path / "one.parquet", rows))
    (problem,) = stopped.value.problems
    assert problem.code == "duplicate_figure"
    assert "in rows 7, 9" in problem.sentence
    assert "indicator schools, place SV" in problem.sentence
    assert [(place.file, place.row) for place in problem.places] == [("one", 7), ("one", 9)]


def test_same_key_twice_in_one_part_without_row_numbers_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="stands 2 times"):
        release(tmp_path / "r", part(tmp_path / "one.parquet", [figure(row=None), figure(row=None)]))


def test_one_submission_given_twice_is_wrong_use(tmp_path: Path) -> None:
    one = part(tmp_path / "one.parquet", [figure()])
    with pytest.raises(WrongUse, match="given twice for figures: one"):
        release(tmp_path / "r", one, one)


def test_same_bytes_of_two_submissions_are_told_apart(tmp_path: Path) -> None:
    one = part(tmp_path / "one.parquet", [figure()])
    release(tmp_path / "r", Part(one.path, "a"), Part(one.path, "b"))
    assert ask(tmp_path / "r", "select submission from figures") == [("b",)]
    assert ask(tmp_path / "r", "select submission, restated_by from revisions") == [("a", "b")]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select 1 as indicator", "lacks the columns place"),
        ("select * replace (value::double as value) from read_parquet('{one}')", "another type in value"),
        ("select *, 1 as extra from read_parquet('{one}')", "the unknown columns extra"),
    ],
)
def test_parquet_that_is_not_canonical_is_told(tmp_path: Path, query: str, told: str) -> None:
    one = part(tmp_path / "one.parquet", [figure()])
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query.format(one=one.path)}) to '{tmp_path}/other.parquet'")
    with pytest.raises(InputProblem) as stopped:
        release(tmp_path / "r", Part(tmp_path / "other.parquet", "x"))
    assert told in str(stopped.value)


def test_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    (tmp_path / "picture.parquet").write_bytes(b"\x89PNG....")
    with pytest.raises(InputProblem, match="not a whole Parquet file"):
        release(tmp_path / "r", Part(tmp_path / "picture.parquet", "x"))


def test_file_that_is_missing_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="does not exist"):
        release(tmp_path / "r", Part(tmp_path / "none.parquet", "x"))


def test_names_submissions_only_where_every_row_does(tmp_path: Path) -> None:
    assert names_submissions(part(tmp_path / "a.parquet", [figure(submission="x")]).path)
    assert not names_submissions(part(tmp_path / "b.parquet", [figure(submission="x"), figure()]).path)
    assert not names_submissions(part(tmp_path / "c.parquet", []).path)
