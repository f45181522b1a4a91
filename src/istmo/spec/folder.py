"""Where the files of an architecture lie, and a word about files nobody will read."""

import errno
import os
from pathlib import Path

from istmo.kernel.problem import Where
from istmo.spec.draft import Draft
from istmo.spec.register import REGISTERS
from istmo.spec.wording import nearest

FRAMEWORKS, STRATEGY, INDICATORS, CHANGES = (
    "frameworks",
    "strategy.yaml",
    "indicators.yaml",
    "changes.yaml",
)
OTHERS = "others"
SHARED = (
    *(f"{stem}.csv" for stem in REGISTERS),
    "claims.yaml",
    "benchmarks.yaml",
    "comparisons.yaml",
    "undertakings.yaml",
    "evaluations.yaml",
    "quality.yaml",
)
#: The demo's own files may stand beside an architecture; they are no part of it.
_NOT_OURS = ("demo.yaml",)


def find_root(path: Path) -> tuple[Path, str | None]:
    """The folder that holds `frameworks/`, and the one framework asked for if the path is one.

    FileNotFoundError or NotADirectoryError if there is no such folder.
    """
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    folder = path.resolve()
    if (folder / STRATEGY).is_file() and folder.parent.name == FRAMEWORKS:
        return folder.parent.parent, folder.name
    return path, None


def framework_folders(root: Path, draft: Draft) -> list[Path]:
    """The folders of the frameworks in order of their names; a problem if there is none."""
    folders = inner_folders(root, FRAMEWORKS)
    if not folders:
        found = f"there is no framework: {root.name or root} holds no folder {FRAMEWORKS}/<code> with a {STRATEGY}"
        draft.wrong("no_framework", Where(), found, "check the path, or write the first framework there")
    for folder in folders:
        if not (folder / STRATEGY).is_file():
            file = (folder / STRATEGY).relative_to(root).as_posix()
            draft.wrong(
                "missing_file", Where(file=file), "the file is missing", "write it, or remove the folder"
            )
        tell_strays(folder, (STRATEGY, INDICATORS, CHANGES), root, draft)
    tell_strays(root, SHARED, root, draft)
    return folders


def inner_folders(root: Path, name: str) -> list[Path]:
    """The folders in `root/name` in order of their names, without hidden ones; none if it is not there."""
    home = root / name
    return sorted(folder for folder in home.iterdir() if _is_ours(folder)) if home.is_dir() else []


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith((".", "_"))


def tell_strays(folder: Path, known: tuple[str, ...], root: Path, draft: Draft) -> None:
    """A file one slip away from a known name would be left out in silence: say so."""
    for file in sorted(folder.iterdir()):
        if file.is_dir() or file.name in (*known, *_NOT_OURS) or file.suffix not in (".yaml", ".yml", ".csv"):
            continue
        near = nearest(file.name, list(known))
        fix = (
            f"rename it to {near}, or move it away" if near else f"the files read here are {', '.join(known)}"
        )
        where = Where(file=file.relative_to(root).as_posix())
        draft.warn("stray_file", where, "this file is not read", fix)
