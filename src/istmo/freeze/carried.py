"""The file of a backup: a plain tar whose last member names every other with its hash. Knows no database.

Reading it trusts nothing: only plain files under known names are taken, and only if the list at the end is there and
agrees, so that a backup cut short, edited or made by someone else to harm is refused before anything is used.
"""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from istmo.kernel.problem import WrongUse
from istmo.vault.writing import before_write

HEAD, ROWS, CONTENTS, KEY = "istmo-backup.json", "rows.jsonl", "contents.json", "secret.key"
#: Folders of a workspace that a backup holds.
FOLDERS = ("vault", "releases", "out", "provisional")
FORMAT = 1
_CHUNK = 1 << 20


@dataclass
class Packing:
    """A backup being written."""

    tar: tarfile.TarFile
    contents: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Add a file under its name in the workspace."""
        with path.open("rb") as file:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = path.stat().st_size, 0o600
            reader = _Hashing(file)
            self.tar.addfile(entry, reader)
            self.contents[name] = reader.digest.hexdigest()

    def finish(self, into: Path) -> None:
        """Add the list of everything; without it a backup is not accepted."""
        listed = into / CONTENTS
        listed.write_text(json.dumps(self.contents, sort_keys=True), encoding="utf-8")
        self.tar.add(listed, CONTENTS)


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.digest.update(chunk)
        return chunk


def unpack(backup: Path, into: Path) -> dict[str, Any]:
    """Write the files of a backup into the empty folder `into` and give its head; WrongUse if it is not one, whole."""
    with _opened(backup) as tar:
        members = iter(tar)
        head, digest = _head(tar, next(members, None), backup)
        found = {HEAD: digest}
        contents: dict[str, str] | None = None
        for member in members:
            if contents is not None or member.name in found:
                raise _refused(backup, f"it holds {member.name} twice or after its end")
            if member.name == CONTENTS:
                contents = json.loads(_read(tar, member))
            else:
                found[member.name] = _take(tar, _plain(member, backup), into)
    if contents is None:
        raise _refused(backup, "it is cut off")
    if contents != found:
        raise _refused(backup, "what it holds is not what it lists")
    return head


@contextmanager
def _opened(backup: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(backup, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError, ValueError, UnicodeError) as error:
        raise _refused(backup, "it cannot be read as one, or is cut off") from error


def _head(tar: tarfile.TarFile, first: tarfile.TarInfo | None, backup: Path) -> tuple[dict[str, Any], str]:
    if first is None or first.name != HEAD:
        raise _refused(backup, "it does not begin like one")
    raw = _read(tar, first)
    head: dict[str, Any] = json.loads(raw)
    if head.get("format", 0) > FORMAT:
        raise WrongUse(
            f"{backup} was made by istmo {head.get('istmo')}, newer than this one. Install that one."
        )
    return head, hashlib.sha256(raw).hexdigest()


def _plain(member: tarfile.TarInfo, backup: Path) -> tarfile.TarInfo:
    """The member, if it is a plain file where a workspace has files; links, devices and ways out are refused."""
    path = PurePosixPath(member.name)
    known = member.name in (KEY, ROWS) or (
        path.parts[:1] and path.parts[0] in FOLDERS and len(path.parts) > 1
    )
    strange = {"..", "."} & set(member.name.split("/")) or "\\" in member.name or ":" in member.name
    if not known or strange or str(path) != member.name or not member.isfile() or member.issparse():
        raise _refused(backup, f"{member.name!r} has no place in one")
    return member


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    target, digest = into / member.name, hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    source = tar.extractfile(member)
    before_write()
    with target.open("xb") as file:
        while source and (chunk := source.read(_CHUNK)):
            digest.update(chunk)
            file.write(chunk)
    target.chmod(0o444 if member.name.startswith("vault/") else 0o600 if member.name == KEY else 0o644)
    return digest.hexdigest()


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""


def _refused(backup: Path, why: str) -> WrongUse:
    return WrongUse(f"{backup} is not a whole backup of istmo: {why}. Take another copy of it.")
