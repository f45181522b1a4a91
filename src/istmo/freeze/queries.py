"""Reading releases."""

from functools import lru_cache
from pathlib import Path

from istmo.framework import stored
from istmo.freeze.models import Release
from istmo.kernel.problem import WrongUse
from istmo.release import manifest


def folder(number: int) -> Path:
    """Where a release of that number is kept."""
    return stored.workspace() / "releases" / str(number)


def releases() -> list[Release]:
    """All releases, the first one first."""
    return list(Release.objects.select_related("parent").order_by("number"))


def last() -> Release | None:
    """The release frozen last."""
    return Release.objects.order_by("number").last()


def last_folder() -> Path | None:
    """The folder of the release frozen last; what checks compare a new file with."""
    found = last()
    return folder(found.number) if found else None


def release(number: int) -> Release:
    """The release of that number; WrongUse, naming those there are, if none."""
    found = Release.objects.filter(number=number).first()
    if found is None:
        known = ", ".join(str(release) for release in releases())
        raise WrongUse(
            f"There is no release {number}. " + (f"Known: {known}." if known else "None is frozen yet.")
        )
    return found


def provisional_place(name: str) -> Path:
    """Where a provisional release of that name is kept; its name is the day it was made."""
    return stored.workspace() / "provisional" / name


def provisional() -> list[str]:
    """The names of the provisional releases, the latest first."""
    folder = stored.workspace() / "provisional"
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((one.name for one in found if one.is_dir() and not one.name.startswith(".")), reverse=True)


def provisional_folder(name: str) -> Path | None:
    """The folder of a provisional release; None if there is none of that name."""
    return provisional_place(name) if name in provisional() else None


def is_practice() -> bool:
    """Whether this workspace is an exercise: it has releases, and every one of them says that it is invented.

    Asks the folder, not the database: every page wants to know it.
    """
    kept = stored.workspace() / "releases"
    numbered = [one for one in kept.glob("*") if one.name.isdecimal()]
    return bool(numbered) and all(map(_illustrative, numbered))


@lru_cache(maxsize=256)
def _illustrative(release: Path) -> bool:
    """A release never changes; one that cannot be read is not taken for an exercise."""
    try:
        return manifest.read(release).illustrative
    except (WrongUse, OSError):
        return False
