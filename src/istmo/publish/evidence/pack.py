"""An evidence pack: what an auditor asks for of a sample of figures, in one zip file.

Same release, draw and vault: same bytes. Nothing of this machine or moment enters it, and no name of a person that the
release does not carry.
"""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from istmo.analyse.answer import Answer, text
from istmo.kernel.problem import WrongUse
from istmo.publish.evidence.gathered import Sheet, gather
from istmo.publish.evidence.readme import readme
from istmo.publish.evidence.workbook import workbook
from istmo.publish.words import Words
from istmo.release.reader import Release
from istmo.vault.store import Vault

_ALWAYS = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
_TAR = (257, b"ustar")
#: More than anybody looks at by hand; a workbook of more would need the memory of a whole release.
MOST = 10_000


def write(release: Release, drawn: Answer, out: Path, *, vault: Vault | None = None) -> Path:
    """Write the pack of the figures `drawn` by the question sample; whole or not at all.

    vault: where the files as submitted are, if they are to be put in. WrongUse if `out` is a folder, the figures
    are too many, or a file of the vault does not hold the bytes it is named for.
    """
    if len(drawn.rows) > MOST:
        raise WrongUse(
            f"An evidence pack holds at most {MOST:,} figures; draw fewer, or take the draw as --csv."
        )
    if out.is_dir():
        raise WrongUse(f"{out} is a folder; name the zip file to write.")
    if not out.parent.is_dir():
        raise WrongUse(f"{out.parent} is not a folder: make it first, or name another place.")
    sheets, words = gather(release, drawn), Words()
    files = dict(_submitted(drawn, vault)) if vault else {}
    manifest = release.manifest
    with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
        part = Path(folder) / out.name
        with ZipFile(part, "w") as pack:
            _put(pack, "README.md", readme(manifest, sheets, drawn.notes, sorted(files), words).encode())
            book = workbook(sheets, drawn.dicts(), words, illustrative=manifest.illustrative)
            _put(pack, "evidence.xlsx", book)
            for sheet in sheets:
                _put(pack, f"csv/{sheet.name}.csv", _csv(sheet))
            for name, path in sorted(files.items()):
                _copy(pack, name, path)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(out)
    return out


def _csv(sheet: Sheet) -> bytes:
    """Exact, for machines: RFC 4180, UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([text(cell) for cell in row] for row in sheet.rows)
    return written.getvalue().encode()


def _submitted(drawn: Answer, vault: Vault) -> Iterator[tuple[str, Path]]:
    """Name in the pack -> file of the vault, for every submission behind the figures that the vault has."""
    for row in drawn.dicts():
        sha256 = row["raw_sha256"]
        if sha256 and vault.has(sha256):
            path = vault.path(sha256)
            yield f"submitted/{_safe(row['submission'])}-{sha256[:8]}/{_named(row['file'], path)}", path


def _named(file: str | None, path: Path) -> str:
    """The name the file came with, as far as it can do no harm; several files were packed into one."""
    with path.open("rb") as opened:
        opened.seek(_TAR[0])
        packed = opened.read(len(_TAR[1])) == _TAR[1]
    return f"{_safe(file or 'file')}{'.tar' if packed else ''}"


def _safe(name: str) -> str:
    """Letters, digits, dots and dashes: no way out of the folder, nothing a system reads as a command."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-")[:100] or "file"


def _entry(name: str) -> ZipInfo:
    told = ZipInfo(name, _ALWAYS)
    told.compress_type, told.create_system, told.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return told


def _put(pack: ZipFile, name: str, content: bytes) -> None:
    pack.writestr(_entry(name), content)


def _copy(pack: ZipFile, name: str, path: Path) -> None:
    """A file of the vault in pieces, and whether it is still what it was."""
    digest = hashlib.sha256()
    told = _entry(name)
    told.file_size = path.stat().st_size
    with path.open("rb") as source, pack.open(told, "w") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    if digest.hexdigest() != path.name:
        raise WrongUse(
            f"{path} does not hold the bytes it is named for; `istmo verify` tells all that is wrong."
        )
