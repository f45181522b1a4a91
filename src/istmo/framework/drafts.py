"""What a draft says now: its files as texts, its items, and a folder of them that `spec` can read."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from istmo.framework import pack, stored
from istmo.framework.models import Architecture, Draft, DraftFile
from istmo.kernel.problem import InputProblem, Problem, Severity, Where, WrongUse
from istmo.spec.folder import CHANGES, FRAMEWORKS


def texts(draft: Draft) -> dict[str, str]:
    """The last edition of every file, by path."""
    return {file.path: file.text for file in DraftFile.objects.filter(draft=draft).order_by("edition")}


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
