import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.release.reader import open_release
from tests.unit.release.made import release


def test_every_table_is_a_view_with_its_types(built: Path) -> None:
    with open_release(built) as opened:
        for name, table in TABLES.items():
            described = opened.query(f'describe "{name}"')
            assert [(row[0], row[1]) for row in described] == [(c.name, str(c.type)) for c in table.columns]


def test_query_takes_parameters(built: Path) -> None:
    with open_release(built) as opened:
        assert opened.query("select place from figures where place = ?", ["PA"]) == [("PA",)]
        assert opened.query("select place from figures where place = $p", {"p": "PA"}) == [("PA",)]
        assert opened.columns(
            "select place, count(*) as n from figures where role = ? group by 1", ["x"]
        ) == (
            "place",
            "n",
        )


def test_connections_of_two_threads_are_their_own(built: Path) -> None:
    with open_release(built) as opened, opened.connection() as one, opened.connection() as two:
        first, second = one.execute("select 1"), two.execute("select 2")
        assert (first.fetchall(), second.fetchall()) == ([(1,)], [(2,)])


@pytest.mark.parametrize(
    "query",
    [
        "drop view figures",
        "create table x as select 1",
        "select 1; select 2",
        "",
        "insert into figures select * from figures",
        "copy figures to '/tmp/stolen.parquet'",
        "set memory_limit = '100GB'",
    ],
)
def test_query_answers_one_select_only(built: Path, query: str) -> None:
    with open_release(built) as opened, pytest.raises((WrongUse, duckdb.Error)):
        opened.query(query)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from read_blob('{built}/../one.parquet')",
        "select * from '{built}/../one.parquet'",
        "select * from glob('{built}/*')",
        "select * from read_text('{built}/manifest.json')",
        "attach '{built}/../other.db'",
        "attach '{built}/other.db'",
        "copy figures to '{built}/../stolen.parquet'",
        "copy figures to '{built}/stolen.parquet'",
        "copy figures to '{built}/figures.parquet'",
        "export database '{built}/../all'",
        "install httpfs",
        "load httpfs",
        "select * from 'https://example.org/figures.parquet'",
        "set enable_external_access = true",
        "set allowed_paths = ['/etc/passwd']",
        "set lock_configuration = false",
        "reset memory_limit",
        "create secret s (type s3)",
    ],
)
def test_connection_reads_nothing_but_the_release(built: Path, statement: str) -> None:
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    with open_release(built) as opened, opened.connection() as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(built=built)).fetchall()
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before
    assert sorted(path.name for path in built.parent.iterdir()) == ["built", "one.parquet"]


def test_close_removes_the_spill_folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spills = tmp_path / "spills"
    spills.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spills))
    with open_release(built) as opened:
        assert opened.query("select count(*) from figures") == [(3,)]
    assert list(spills.iterdir()) == []


def test_open_by_a_relative_path(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built.parent)
    with open_release(Path("built")) as opened:
        os.chdir("/")
        assert opened.query("select count(*) from figures") == [(3,)]


@pytest.mark.parametrize("name", ["missing", "built/figures.parquet", "."])
def test_what_is_no_release_is_one_sentence(built: Path, name: str) -> None:
    with pytest.raises(WrongUse, match=r"^[^\n]+\.$"):
        open_release(built.parent / name)


def test_release_without_one_of_its_files_is_one_sentence(built: Path) -> None:
    (built / "places.parquet").unlink()
    with pytest.raises(WrongUse, match=r"places.parquet is missing or was altered. `istmo release verify"):
        open_release(built)


def test_provisional_release_has_no_number(tmp_path: Path) -> None:
    release(tmp_path / "r", number=None)
    with open_release(tmp_path / "r") as opened:
        assert opened.manifest.number is None
        assert opened.manifest.name == "provisional release"


def test_opening_imports_neither_pydantic_nor_pyarrow_nor_django() -> None:
    told = "import sys, istmo.release.reader; print({'pydantic', 'pyarrow', 'pandas', 'django'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_small_release_answers_as_a_large_one_does(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = "select place, value, period_start, cohort from figures where role = $role order by all"

    def told(role: str) -> tuple[object, ...]:
        with open_release(built) as opened:
            batches = list(opened.batches(sql, {"role": role}))
            columns = [{name: column.values() for name, column in batch.items()} for batch in batches]
            return opened.query(sql, {"role": role}), opened.lists(sql, {"role": role}), columns

    small, nothing = told("result"), told("nobody's")
    monkeypatch.setattr("istmo.release.reader.FEW", 0)
    assert (told("result"), told("nobody's")) == (small, nothing)
    assert small[0]
    assert nothing == ([], {name: [] for name in ("place", "value", "period_start", "cohort")}, [])
