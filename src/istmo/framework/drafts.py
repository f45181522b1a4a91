"""What a draft says now: its files as texts, its items, and a folder of them that `spec` can read."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.db.models import Exists, OuterRef

from istmo.framework import pack, stored
from istmo.framework.models import Architecture, Draft, DraftFile
from istmo.kernel.problem import InputProblem, Problem, Severity, Where, WrongUse
from istmo.people.models import User
from istmo.spec.folder import CHANGES, FRAMEWORKS


def texts(draft: Draft) -> dict[str, str]:
    """The last edition of every file, by path. Earlier ones stay where they are: there may be hundreds."""
    later = DraftFile.objects.filter(
        draft=OuterRef("draft"), path=OuterRef("path"), edition__gt=OuterRef("edition")
    )
    of_draft = DraftFile.objects.filter(~Exists(later), draft=draft)
    return dict(of_draft.order_by("path").values_list("path", "text"))


def last(draft: Draft, path: str) -> DraftFile | None:
    """The last edition of one file; None if the draft has no such file."""
    return DraftFile.objects.filter(draft=draft, path=path).order_by("edition").last()


def write_out(files: Mapping[str, str], into: Path) -> Path:
    """Write the files under their paths into the folder `into`, byte for byte, and return it."""
    for path, text in files.items():
        file = into / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return into


def of_folder(root: Path) -> dict[str, str]:
    """The texts of an architecture's files. InputProblem with every file that is no UTF-8 text."""
    found: dict[str, str] = {}
    problems = []
    for path, file in sorted(pack.parts(root).items()):
        try:
            text = file.read_bytes().decode()
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            fix = "save the file as UTF-8"
            problems.append(
                Problem("wrong_encoding", Severity.ERROR, "this is no UTF-8 text", Where(file=path), fix=fix)
            )
        found[path] = text
    if problems:
        raise InputProblem(problems)
    return found


def of_architecture(architecture: Architecture) -> dict[str, str]:
    """The texts of a published architecture."""
    with TemporaryDirectory(prefix="istmo-draft-") as scratch:
        return of_folder(pack.unpack(stored.vault().path(architecture.sha256), Path(scratch, "files")))


def changed_frameworks(now: Mapping[str, str], base: Mapping[str, str]) -> list[str]:
    """The codes of frameworks whose files differ from those of the base, what they say of the step itself apart."""
    home = f"{FRAMEWORKS}/"
    codes = {path.split("/")[1] for path in now if path.startswith(home)}

    def own(files: Mapping[str, str], code: str) -> dict[str, str]:
        begins = f"{home}{code}/"
        return {p: t for p, t in files.items() if p.startswith(begins) and not p.endswith(f"/{CHANGES}")}

    return sorted(code for code in codes if own(now, code) != own(base, code))


def must_be_path(path: str) -> str:
    """The path, if it is one of a file that an architecture has; WrongUse if not."""
    parts = path.split("/")
    if (
        path.startswith("/")
        or "\\" in path
        or {"", ".", ".."} & set(parts)
        or not path.endswith((".yaml", ".csv"))
    ):
        raise WrongUse(f"{path} is no file of a framework: it is a .yaml or .csv below the folder.")
    return path


def must_be_open(draft: Draft) -> Draft:
    """The draft, held until the transaction ends where there is one; WrongUse if it is closed."""
    found = Draft.objects.filter(pk=draft.pk)
    held = found.select_for_update().get() if transaction.get_connection().in_atomic_block else found.get()
    if not held.is_open:
        raise WrongUse(
            f"Draft {draft.pk} is {'published' if held.published_id else 'given up'} and never changes again."
        )
    return held


def write(draft: Draft, path: str, text: str, *, by: User, at: datetime) -> None:
    """Keep the next edition of a file."""
    before = last(draft, path)
    edition = before.edition + 1 if before else 1
    file = DraftFile(draft=draft, path=path, edition=edition, text=text, written_by=by, written_at=at)
    file.full_clean()
    file.save(force_insert=True)


def hash_of(text: str) -> str:
    """SHA-256 of a file's text: what somebody has seen."""
    return sha256(text.encode()).hexdigest()
