"""Reading frameworks: which versions there are, their files as a folder again, and drafts with their items and problems."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import QuerySet

from istmo.framework import drafts, pack, stored
from istmo.framework.models import Architecture, Draft, FrameworkVersion
from istmo.kernel.problem import Problem, WrongUse
from istmo.spec import architecture as spec
from istmo.spec import pieces
from istmo.spec.compare import Comparison, steps
from istmo.spec.kept import Kept
from istmo.spec.pieces import Item

#: What is wrong with the last editions of drafts; a draft says nothing else until somebody writes in it.
_problems: Kept[list[Problem]] = Kept(16)


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


def versions(code: str) -> QuerySet[FrameworkVersion]:
    """Every published version of a framework, the earliest first."""
    return FrameworkVersion.objects.select_related("architecture").filter(code=code).order_by("pk")


def version_at(code: str, on: date) -> FrameworkVersion:
    """The version that holds on a day; WrongUse if none does, saying from when on there is one."""
    known = versions(code)
    found = known.filter(effective_on__lte=on).order_by("effective_on", "pk").last()
    if found is None:
        first = known.exclude(effective_on=None).order_by("effective_on").first()
        begins = (
            f"The first version holds from {first.effective_on}."
            if first
            else "It has no version with a day."
        )
        raise WrongUse(f"No version of {code} holds on {on}. {begins}")
    return found


def in_force(on: date) -> Architecture:
    """The architecture published last whose frameworks all hold on that day; where none does, the first there is."""
    coming = FrameworkVersion.objects.filter(effective_on__gt=on).values("architecture_id")
    found = Architecture.objects.exclude(pk__in=coming).order_by("pk").last()
    return found or latest()


def all_drafts() -> QuerySet[Draft]:
    """Every draft, the latest first."""
    return Draft.objects.select_related("base", "begun_by", "published").order_by("-pk")


def draft(number: int) -> Draft:
    """The draft of that number; WrongUse if there is none."""
    found = Draft.objects.select_related("base", "begun_by", "published").filter(pk=number).first()
    if found is None:
        raise WrongUse(f"There is no draft {number} in this workspace.")
    return found


def files(of: Draft) -> dict[str, str]:
    """The texts of a draft by path, as they stand now."""
    return drafts.texts(of)


def items(of: Draft, path: str) -> list[Item]:
    """The items of one file of a draft in their order. WrongUse if there is no such file or it cannot be read."""
    file = drafts.last(of, path)
    if file is None:
        raise WrongUse(f"Draft {of.pk} has no file {path}.")
    return pieces.items(path, file.text) if file.text.strip() else []


def problems(of: Draft) -> list[Problem]:
    """Everything that is wrong with a draft now, as `istmo framework check` tells it; held against the rules once."""
    texts = drafts.texts(of)
    said = sha256(repr(sorted(texts.items())).encode()).digest()
    return list(_problems.get(said, 1, lambda: _checked(texts)))


def _checked(texts: Mapping[str, str]) -> list[Problem]:
    with TemporaryDirectory(prefix="istmo-draft-") as scratch:
        return spec.read(drafts.write_out(texts, Path(scratch, "files")))[1]


def compare(of: Draft) -> list[Comparison]:
    """Each framework of a draft against the version it follows. InputProblem while the draft has errors.

    Empty where the draft began as a folder and nothing is published yet.
    """
    before = of.base or Architecture.objects.order_by("pk").last()
    if before is None:
        return []
    with TemporaryDirectory(prefix="istmo-draft-") as scratch:
        now = spec.load(drafts.write_out(drafts.texts(of), Path(scratch, "now")))
        was = spec.load(unpack(before, Path(scratch, "before")))
        return list(steps(was.tables(), now.tables()))
