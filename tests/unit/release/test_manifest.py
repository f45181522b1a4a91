import hashlib
import json
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.release.manifest import FileEntry, Manifest, Parent, TableEntry, read


def manifest(**said: object) -> Manifest:
    usual = {
        "number": 2,
        "title": "Año 2017",
        "parent": Parent(1, "a" * 64),
        "frameworks": {"plan": "1"},
        "tables": {"figures": TableEntry(3, "b" * 64)},
        "files": {"figures.parquet": FileEntry("c" * 64, 10)},
    }
    return Manifest(**{**usual, **said})  # type: ignore[arg-type]


def test_read_undoes_to_bytes(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest().to_bytes())
    assert read(tmp_path) == manifest()


def test_own_hash_is_that_of_all_the_rest() -> None:
    raw = json.loads(manifest().to_bytes())
    told = raw.pop("self")
    rest = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert told == hashlib.sha256(rest).hexdigest()


@pytest.mark.parametrize(
    "said",
    [
        {"number": 3},
        {"number": None},
        {"title": "Other"},
        {"parent": None},
        {"tables": {"figures": TableEntry(3, "d" * 64)}},
    ],
)
def test_content_changes_with_what_a_release_is(said: dict[str, object]) -> None:
    assert manifest(**said).content != manifest().content


def test_content_does_not_depend_on_how_files_are_packed() -> None:
    assert manifest(files={}).content == manifest().content


@pytest.mark.parametrize(
    ("old", "new"), [(b'"rows": 3', b'"rows": 4'), (b"plan", b"plam"), (b'"number": 2', b'"number": 5')]
)
def test_read_refuses_an_edited_manifest(tmp_path: Path, old: bytes, new: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest().to_bytes().replace(old, new))
    with pytest.raises(WrongUse, match="was altered"):
        read(tmp_path)


def test_read_refuses_a_manifest_that_lacks_something(tmp_path: Path) -> None:
    raw = json.loads(manifest().to_bytes())
    del raw["tables"]
    (tmp_path / "manifest.json").write_text(json.dumps(raw))
    with pytest.raises(WrongUse, match="is incomplete"):
        read(tmp_path)


def test_read_refuses_another_programs_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "Web App", "icons": []}')
    with pytest.raises(WrongUse, match="not the manifest of a release"):
        read(tmp_path)
