"""Whether a release still is what it was when it was made: every byte is read and every hash made again."""

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa

from istmo.kernel.problem import Problem, Severity, Where, WrongUse
from istmo.kernel.schema import Table
from istmo.kernel.tables import TABLES
from istmo.release import content
from istmo.release.manifest import FILE, FileEntry, Manifest, TableEntry, read
from istmo.release.older import is_held
from istmo.vault.store import sha256_of

_MEND = "take this release from a backup; never edit a release"


def verify(path: Path) -> list[Problem]:
    """Every file that is altered, missing or not listed, and every table whose contents are not those promised.

    Nothing is raised for a release that is broken: what is wrong with it is the answer. WrongUse if `path` is no folder.
    """
    if not path.is_dir():
        raise WrongUse(f"{path} is not a folder: give the folder of a release.")
    try:
        manifest = read(path)
    except WrongUse as unusable:
        return [_fault("manifest_unusable", FILE, str(unusable).removesuffix("."))]
    broken = _files(path, manifest)
    told = {problem.where.file for problem in broken}
    return [*broken, *_unlisted(path, manifest), *_tables(path, manifest, told)]


def _files(path: Path, manifest: Manifest) -> list[Problem]:
    problems = []
    for name, entry in sorted(manifest.files.items()):
        found = _file_fault(path / name, entry)
        if found:
            problems.append(_fault(found[0], name, found[1]))
    return problems


def _file_fault(file: Path, entry: FileEntry) -> tuple[str, str] | None:
    try:
        if not file.is_file():
            return "file_missing", "the file is missing"
        if file.stat().st_size != entry.bytes or sha256_of(file) != entry.sha256:
            return "file_altered", "the file is altered: it does not have the hash that the manifest names"
    except OSError as error:
        return "file_unreadable", f"the file cannot be read ({error.strerror})"
    return None


def _unlisted(path: Path, manifest: Manifest) -> list[Problem]:
    listed = {FILE, *manifest.files}
    found = sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir())
    return [
        _fault(
            "file_unlisted",
            name,
            "the file is not listed in the manifest",
            "remove it; a release holds only its files",
        )
        for name in found
        if name not in listed
    ]


def _tables(path: Path, manifest: Manifest, told: Collection[str]) -> list[Problem]:
    """Tables whose file is as listed but holds something else than the manifest promises; `told` are left out."""
    problems = []
    for name, table in TABLES.items():
        file = path / f"{name}.parquet"
        if not is_held(name, manifest):
            continue
        if name not in manifest.tables:
            problems.append(_fault("table_missing", FILE, f"the table {name} is not listed"))
        elif file.name not in told and _content(file, table) != manifest.tables[name]:
            found = "the file does not hold the rows that the manifest promises"
            problems.append(_fault("content_altered", file.name, found))
    return problems


def _content(file: Path, table: Table) -> TableEntry | None:
    try:
        return TableEntry(*content.of_parquet(file, content.as_written(file, table)))
    except (pa.ArrowException, OSError, KeyError, ValueError):
        return None


def _fault(code: str, file: str, found: str, fix: str = _MEND) -> Problem:
    return Problem(code, Severity.ERROR, found, Where(file=file), fix=fix)
