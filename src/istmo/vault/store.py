"""Files that never change, each kept under the SHA-256 of its bytes."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from istmo.kernel.problem import Problem, Severity, Where, WrongUse
from istmo.vault.writing import before_write, make_folder, sync_folder

_NAME = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
#: Where a file is written before it has its name; what a crash leaves here is nobody's.
_INCOMING = "incoming"
_MEND = "restore this file from a backup; never edit what is in the vault"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Vault:
    """A folder of read-only files: `<first two digits>/<sha256>`. Made when the first file is put."""

    root: Path

    def put(self, content: Path | bytes) -> str:
        """Keep these bytes and return their SHA-256; bytes that are here already are left as they are.

        A large file is read once, in pieces. When this returns, the file and its name are on the disk.
        """
        if isinstance(content, bytes):
            return self._keep(BytesIO(content))
        with content.open("rb") as file:
            return self._keep(file)

    def path(self, sha256: str) -> Path:
        """Where the bytes of that SHA-256 are; WrongUse if it is none or the vault lacks it."""
        place = self._place(sha256)
        if not place.is_file():
            raise WrongUse(f"The vault {self.root} holds no file {sha256}.")
        return place

    def has(self, sha256: str) -> bool:
        """Whether these bytes are here."""
        return _NAME.fullmatch(sha256) is not None and self._place(sha256).is_file()

    def discard(self, sha256: str) -> None:
        """Remove a file that nothing names any more, such as a draft that was typed over; nothing if it is gone.

        The only way out of the vault. The caller knows that the bytes are nobody else's.
        """
        place = self._place(sha256)
        if place.is_file():
            before_write()
            place.unlink(missing_ok=True)
            sync_folder(place.parent)

    def names(self) -> Iterator[str]:
        """The SHA-256 of every file, sorted."""
        yield from sorted(path.name for path in self.root.glob("??/*") if _NAME.fullmatch(path.name))

    def verify(self) -> list[Problem]:
        """Every file that is altered, misnamed or not of the vault, by name. All bytes are read."""
        if not self.root.exists():
            return []
        files = (
            Path(folder, name)
            for folder, _, names in os.walk(self.root)
            if Path(folder) != self.root / _INCOMING
            for name in names
        )
        return [problem for path in sorted(files) for problem in self._fault(path)]

    def _place(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise WrongUse(f"“{sha256}” is not a SHA-256: 64 digits 0-9 a-f were expected.")
        return self.root / sha256[:2] / sha256

    def _keep(self, source: BinaryIO) -> str:
        make_folder(self.root / _INCOMING)
        before_write()
        handle, name = tempfile.mkstemp(dir=self.root / _INCOMING)
        waiting = Path(name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as file:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            return self._name(waiting, digest.hexdigest())
        finally:
            waiting.unlink(missing_ok=True)

    def _name(self, waiting: Path, sha256: str) -> str:
        place = self._place(sha256)
        make_folder(place.parent)
        if not place.exists():
            waiting.chmod(0o444)
            before_write()
            os.replace(waiting, place)
        # Also where the name was there: a process that died may have left it before this.
        sync_folder(place.parent)
        return sha256

    def _fault(self, path: Path) -> list[Problem]:
        told = path.relative_to(self.root).as_posix()
        name = path.name
        if path.is_symlink() or not _NAME.fullmatch(name):
            return [_fault("vault_foreign", told, f"{told} is not a file of the vault", "remove it")]
        if path != self._place(name):
            return [
                _fault(
                    "vault_misnamed", told, f"{told} is in the wrong folder", f"move it to {name[:2]}/{name}"
                )
            ]
        try:
            altered = sha256_of(path) != name
        except OSError as error:
            return [_fault("vault_unreadable", told, f"{told} cannot be read ({error.strerror})", _MEND)]
        if altered:
            return [_fault("vault_altered", told, f"{told} does not hold the bytes it is named for", _MEND)]
        return []


def _fault(code: str, file: str, found: str, fix: str) -> Problem:
    return Problem(code, Severity.ERROR, found, Where(file=file), fix=fix)
