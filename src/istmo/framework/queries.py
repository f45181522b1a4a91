"""Reading frameworks: which there are, and their files as a folder again."""

from pathlib import Path

from istmo.framework import pack, stored
from istmo.framework.models import Architecture, FrameworkVersion
from istmo.kernel.problem import WrongUse


def version(code: str) -> FrameworkVersion:
    """The version of that framework imported last; WrongUse, naming those there are, if none."""
    found = FrameworkVersion.objects.select_related("architecture").filter(code=code).order_by("pk").last()
    if found is None:
        codes = sorted(set(FrameworkVersion.objects.values_list("code", flat=True)))
        known = (
            f"Known: {', '.join(codes)}." if codes else "There is none yet: istmo framework import FOLDER."
        )
        raise WrongUse(f"There is no framework “{code}” in this workspace. {known}")
    return found


def latest() -> Architecture:
    """The architecture imported last; WrongUse if there is none."""
    found = Architecture.objects.order_by("pk").last()
    if found is None:
        raise WrongUse("This workspace has no framework yet: istmo framework import FOLDER.")
    return found


def checkout(code: str, into: Path) -> Path:
    """Write the folder that holds the framework `code`, as imported last, into `into` and return it."""
    return unpack(version(code).architecture, into)


def unpack(architecture: Architecture, into: Path) -> Path:
    """Write an architecture's folder into `into` and return it."""
    return pack.unpack(stored.vault().path(architecture.sha256), into)
