"""What a release says of itself: `manifest.json`. It names every other file, and hashes itself.

No clock, path, host or user name stands in it: the same input gives the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import SCHEMA_VERSION

FILE = "manifest.json"


@dataclass(frozen=True)
class TableEntry:
    """How many rows a table has, and its content hash (`release.content`)."""

    rows: int
    content: str


@dataclass(frozen=True)
class FileEntry:
    """The SHA-256 of a file's bytes, and how many they are."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Parent:
    """The release this one supersedes: its number (none for a provisional one) and its content hash."""

    number: int | None
    content: str


@dataclass(frozen=True)
class Manifest:
    """A release in one page. `number` is None for a provisional release; `frameworks` maps code to version.

    illustrative: an exercise, whose figures are invented; then title and name say so.
    """

    number: int | None
    title: str
    parent: Parent | None
    frameworks: Mapping[str, str]
    tables: Mapping[str, TableEntry]
    files: Mapping[str, FileEntry]
    schema_version: int = SCHEMA_VERSION
    illustrative: bool = False

    @property
    def name(self) -> str:
        """`release 3`, or `provisional release`; `illustrative release 3` of an exercise."""
        name = f"release {self.number}" if self.number is not None else "provisional release"
        return f"illustrative {name}" if self.illustrative else name

    @property
    def content(self) -> str:
        """The release's hash: SHA-256 of the canonical JSON of number, title, parent, schema version and contents."""
        return _sha256(
            {
                "number": self.number,
                "title": self.title,
                "parent": asdict(self.parent) if self.parent else None,
                "schema_version": self.schema_version,
                "tables": {name: entry.content for name, entry in self.tables.items()},
            }
        )

    def to_json(self) -> dict[str, Any]:
        """The manifest as plain values, without its own hash."""
        told = asdict(self)
        if not self.illustrative:  # as manifests were written before there were exercises
            del told["illustrative"]
        return {"istmo": "release", **told, "content": self.content}

    def to_bytes(self) -> bytes:
        """The file: sorted keys, two spaces, a line feed at the end; `self` is the hash of all the rest."""
        raw = self.to_json()
        told = json.dumps({**raw, "self": _sha256(raw)}, ensure_ascii=False, indent=2, sort_keys=True)
        return (told + "\n").encode()


def canonical(raw: Any) -> bytes:
    """JSON with one spelling: sorted keys, no spaces, UTF-8."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sha256(raw: Any) -> str:
    return hashlib.sha256(canonical(raw)).hexdigest()


def read(folder: Path) -> Manifest:
    """The manifest of a release; WrongUse in one sentence if there is none, it is broken, newer or was altered."""
    path = folder / FILE
    if not folder.is_dir():
        raise WrongUse(f"{folder} is not a folder: give the folder of a release.")
    if not path.is_file():
        raise WrongUse(f"{folder} is not a release: it has no {FILE}.")
    try:
        raw = json.loads(path.read_bytes())
    except ValueError as error:
        raise WrongUse(f"{path} cannot be read: it is not JSON. Take this release from a backup.") from error
    return _parse(raw, path)


def _parse(raw: Any, path: Path) -> Manifest:
    if not isinstance(raw, dict) or raw.get("istmo") != "release":
        raise WrongUse(f"{path} is not the manifest of a release of istmo.")
    version = raw.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise WrongUse(
            f"{path.parent} was made by a newer istmo (schema {version}; this one reads up to {SCHEMA_VERSION}). "
            "Install a newer istmo to open it."
        )
    told = raw.pop("self", None)
    try:
        manifest = _from_json(raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise WrongUse(f"{path} is incomplete. Take this release from a backup.") from error
    if told != _sha256(raw) or raw != json.loads(canonical(manifest.to_json())):
        raise WrongUse(
            f"{path} was altered: it does not have the hash it names. Take this release from a backup."
        )
    return manifest


def _from_json(raw: Mapping[str, Any]) -> Manifest:
    return Manifest(
        number=raw["number"],
        title=raw["title"],
        parent=Parent(**raw["parent"]) if raw["parent"] else None,
        frameworks=dict(raw["frameworks"]),
        tables={name: TableEntry(**entry) for name, entry in raw["tables"].items()},
        files={name: FileEntry(**entry) for name, entry in raw["files"].items()},
        schema_version=raw["schema_version"],
        illustrative=raw.get("illustrative", False),
    )
