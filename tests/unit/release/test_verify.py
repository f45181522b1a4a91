import json
from pathlib import Path

import duckdb
import pytest

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import SCHEMA_VERSION
from istmo.release.manifest import FileEntry, read
from istmo.release.verify import verify
from istmo.vault.store import sha256_of


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.file) for problem in verify(folder)]


def edit(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def test_untouched_release_is_clean(built: Path) -> None:
    assert verify(built) == []


@pytest.mark.parametrize("name", ["figures.parquet", "texts.parquet", "datapackage.json", "README.txt"])
def test_flipped_byte_is_named(built: Path, name: str) -> None:
    content = bytearray((built / name).read_bytes())
    content[len(content) // 2] ^= 1
    edit(built / name, bytes(content))
    assert told(built) == [("file_altered", name)]


def test_missing_file_is_named(built: Path) -> None:
    (built / "claims.parquet").unlink()
    assert told(built) == [("file_missing", "claims.parquet")]


def test_file_too_many_is_named_at_any_depth(built: Path) -> None:
    (built / "notes.txt").write_text("x")
    (built / "deep").mkdir()
    (built / "deep" / "more.parquet").write_text("x")
    assert told(built) == [("file_unlisted", "deep/more.parquet"), ("file_unlisted", "notes.txt")]


def test_all_that_is_wrong_is_told_at_once(built: Path) -> None:
    (built / "claims.parquet").unlink()
    (built / "notes.txt").write_text("x")
    edit(built / "places.parquet", b"PAR1 no more PAR1")
    assert len(verify(built)) == 3


def test_edited_manifest_is_named(built: Path) -> None:
    edit(built / "manifest.json", (built / "manifest.json").read_bytes().replace(b"First", b"Fir5t"))
    (problem,) = verify(built)
    assert problem.code == "manifest_unusable"
    assert "was altered" in problem.sentence


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"istmo": "release"}', b"\xff\xfe"])
def test_broken_manifest_is_one_sentence(built: Path, content: bytes) -> None:
    edit(built / "manifest.json", content)
    (problem,) = verify(built)
    assert problem.code == "manifest_unusable"
    assert "\n" not in problem.sentence


def test_newer_release_is_refused_in_a_sentence(built: Path) -> None:
    raw = json.loads((built / "manifest.json").read_bytes())
    raw["schema_version"] = SCHEMA_VERSION + 1
    edit(built / "manifest.json", json.dumps(raw).encode())
    with pytest.raises(
        WrongUse, match=rf"newer istmo \(schema {SCHEMA_VERSION + 1}; this one reads up to {SCHEMA_VERSION}\)"
    ):
        read(built)
    (problem,) = verify(built)
    assert "Install a newer istmo" in problem.sentence


def test_file_rewritten_with_its_hash_in_a_new_manifest_is_seen_by_its_content(built: Path) -> None:
    with duckdb.connect() as connection:
        forged = built.parent / "forged.parquet"
        connection.execute(
            f"copy (select * replace (value + 1 as value) from '{built}/figures.parquet') to '{forged}'"
        )
    forged.replace(built / "figures.parquet")
    made = read(built)
    entry = FileEntry(sha256_of(built / "figures.parquet"), (built / "figures.parquet").stat().st_size)
    lying = type(made)(**{**vars(made), "files": {**made.files, "figures.parquet": entry}})
    edit(built / "manifest.json", lying.to_bytes())
    assert told(built) == [("content_altered", "figures.parquet")]


def test_verify_of_no_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="not a folder"):
        verify(tmp_path / "none")
