"""Several files as one, always the same bytes for the same files: a plain tar, sorted, without clock or owner."""

import tarfile
from collections.abc import Mapping
from pathlib import Path

from istmo.spec.folder import CHANGES, FRAMEWORKS, INDICATORS, SHARED, STRATEGY
from istmo.spec.others import others_files


def parts(root: Path) -> dict[str, Path]:
    """The files of an architecture by their names in its folder, exactly those that `spec` reads.

    What else lies there (submissions, a README, an editor's copies) is not of the architecture.
    """
    shared = [root / name for name in SHARED]
    own = [
        folder / name for folder in (root / FRAMEWORKS).iterdir() for name in (STRATEGY, INDICATORS, CHANGES)
    ]
    hidden = (".", "_")
    return {
        path.relative_to(root).as_posix(): path
        for path in (*shared, *own, *others_files(root))
        if path.is_file() and not path.parent.name.startswith(hidden)
    }


def pack(files: Mapping[str, Path], out: Path) -> None:
    """Write the files under their names into `out`."""
    with tarfile.open(out, "w", format=tarfile.PAX_FORMAT) as tar:
        for name, path in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = path.stat().st_size, 0o644
            with path.open("rb") as content:
                tar.addfile(entry, content)


def unpack(packed: Path, into: Path) -> Path:
    """Undo :func:`pack` into the folder `into`, which is made."""
    into.mkdir(parents=True, exist_ok=True)
    with tarfile.open(packed) as tar:
        tar.extractall(into, filter="data")
    return into
