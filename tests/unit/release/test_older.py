from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import SCHEMA_VERSION, TABLES
from istmo.release import content, manifest
from istmo.release.diff import diff
from istmo.release.manifest import FileEntry, TableEntry
from istmo.release.reader import open_release
from istmo.release.verify import verify
from istmo.vault.store import sha256_of


@pytest.fixture
def older(built: Path) -> Path:
    """The same release as a schema without forums and without a column of places would have made it."""
    made = manifest.read(built)
    tables, files = dict(made.tables), dict(made.files)
    (built / "forums.parquet").unlink()
    del tables["forums"], files["forums.parquet"]
    places = built / "places.parquet"
    pq.write_table(pq.read_table(places).drop_columns(["units"]), places)
    written = content.as_written(places, TABLES["places"])
    tables["places"] = TableEntry(*content.of_parquet(places, written))
    files["places.parquet"] = FileEntry(sha256_of(places), places.stat().st_size)
    told = replace(made, tables=tables, files=files, schema_version=SCHEMA_VERSION - 1)
    (built / manifest.FILE).write_bytes(told.to_bytes())
    return built


def test_older_release_opens_and_what_it_lacks_is_empty(older: Path) -> None:
    with open_release(older) as opened:
        assert opened.query("select count(*) from forums") == [(0,)]
        assert opened.query("select count(*), count(units) from places") == [(3, 0)]
        assert opened.columns("select * from places") == TABLES["places"].names


def test_older_release_verifies_by_the_columns_it_was_made_with(older: Path) -> None:
    assert verify(older) == []


def test_older_release_with_an_altered_table_is_found(older: Path) -> None:
    pq.write_table(pq.read_table(older / "places.parquet").slice(1), older / "places.parquet")
    assert "file_altered" in {problem.code for problem in verify(older)}


def test_older_release_that_lost_a_table_it_had_is_refused(older: Path) -> None:
    (older / "places.parquet").unlink()
    with pytest.raises(WrongUse, match=r"places\.parquet is missing"):
        open_release(older)


def test_older_and_newer_release_are_compared_by_what_both_have(older: Path, tmp_path: Path) -> None:
    from tests.unit.release.made import release

    newer = tmp_path / "newer"
    release(newer)
    assert {table.name for table in diff(older, newer).tables} <= {"figures", "submissions"}
