"""Several files as one, always the same bytes for the same files: a plain tar, sorted, without clock or owner."""

import tarfile
from collections.abc import Mapping
from pathlib import Path

#: Files at the top of an architecture's folder that are no part of it.
_BESIDE = {"demo.yaml"}


def parts(folder: Path) -> dict[str, Path]:
    """The files of an architecture's folder by their names in it: shared ones, and those under `frameworks/`.

    What else lies there (submissions, a README, an editor's copies) is not of the architecture.
    """
    shared = [path for path in folder.iterdir() if path.suffix in (".csv", ".yaml") and path.is_file()]
    own = (folder / "frameworks").glob("*/*.yaml")
    found = [path for path in (*shared, *own) if path.name not in _BESIDE and not path.name.startswith(".")]
    return {path.relative_to(folder).as_posix(): path for path in found}


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
