"""The door: the one way by which a file of a stranger becomes tables.

Files are read in a child process with limits on memory and time and without a network, so that a hostile or broken
file can at worst end that process. The command line, the web and the API all come through here.
"""

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import IO, Any, cast

import istmo
from istmo.formats._called.keys import KNOWN
from istmo.formats._document.model import Document, Paragraph
from istmo.formats._manifest import Origin
from istmo.formats._master import Master
from istmo.formats._plans.plan import Plan as ColumnPlan
from istmo.formats._plans.plan import read as read_columns
from istmo.formats._ready import Gone, Ready, possible
from istmo.formats._shared import GIGABYTE, USUAL, Limits, Read, error
from istmo.formats._stratml.model import Plan
from istmo.formats._text import too_large
from istmo.formats._workbook.wording import ENGLISH, Wording
from istmo.kernel.problem import InputProblem, Problem, Where, WrongUse

__all__ = [
    "DOCUMENT",
    "ENGLISH",
    "USUAL",
    "ColumnPlan",
    "Document",
    "Limits",
    "Master",
    "Origin",
    "Paragraph",
    "Plan",
    "Read",
    "be_ready",
    "comment",
    "give_back",
    "read",
    "read_columns",
    "read_document",
    "read_master",
    "read_origins",
    "read_plan",
    "refuse_name",
]

#: What a document may cost where nobody says otherwise.
DOCUMENT = Limits(max_bytes=256 * 1024**2, memory=GIGABYTE, seconds=120.0)

#: Python's own answer to an exception that nobody caught.
_CRASHED = 1
#: With less room on the disk a child that died is taken to have died of that.
_ROOM = 1 << 20
#: A fork begins with what all our modules hold: with less memory than this a file is read by a fresh interpreter.
_FORKED = 256 * 1024**2
#: Where a server asked for it (`be_ready`).
_ready: list[Ready] = []
_START = "import sys; sys.path.insert(0, {root!r}); from istmo.formats._child import main; main()"


def read(
    files: Sequence[Path],
    *,
    into: Path,
    format: str | None = None,  # noqa: A002  (the word of the command line)
    limits: Limits = USUAL,
    columns: ColumnPlan | None = None,
    asked: Path | None = None,
) -> Read:
    """Read files into `into/figures.parquet` and `into/transactions.parquet`, with every problem found.

    What a format tells of agencies, activities and the like stands beside them, `into/agencies.parquet` and so on.

    format: the name of a module of this room; None: by each file's extension. columns: how the files' own columns become
    ours (`read_columns`). asked: the rows that a call asked, as Parquet with `code` and `key`, for a workbook of it that
    lost its hidden keys. WrongUse for an unknown format,
    OSError for a file or folder that cannot be opened. A fault of the reader itself is raised, never told as one of
    the file. Interrupted, nothing is left in `into`, and no process.
    """
    opened = [_opened(path) for path in files]
    large = [
        too_large(path.name, limits.max_bytes) for path in opened if path.stat().st_size > limits.max_bytes
    ]
    if large:
        return Read(problems=tuple(large))
    into.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".door-", dir=into, ignore_cleanup_errors=True) as folder:
        named = [(str(path), format) for path in opened]
        job = {"files": named, "columns": asdict(columns) if columns else None}
        if asked:
            shutil.copyfile(asked, Path(folder, KNOWN))
        code = _done(job, Path(folder), limits)
        if code == 0:
            return _answered(Path(folder), into)
        return Read(problems=(_ended(code, limits, [path.name for path in files]),))


def read_document(path: Path, *, name: str | None = None, limits: Limits = DOCUMENT) -> Document:
    """A document of a stranger (TXT, Markdown, DOCX, HTML, PDF) as plain text with its paragraphs.

    name: what the file is called where `path` does not say it, as in the vault; its ending tells the kind. WrongUse for
    an ending nobody reads, OSError for a file that cannot be opened, InputProblem for one that cannot be read.
    """
    opened, called = _opened(path), name or path.name
    if opened.stat().st_size > limits.max_bytes:
        raise InputProblem([too_large(called, limits.max_bytes)])
    with TemporaryDirectory(prefix="istmo-document-", ignore_cleanup_errors=True) as folder:
        code = _done({"document": str(opened), "name": called}, Path(folder), limits)
        if code != 0:
            raise InputProblem([_ended(code, limits, [called])])
        answer = _answer(Path(folder))
    _refuse(answer)
    return Document.from_json(answer)


def read_origins(paths: Sequence[Path], *, limits: Limits = USUAL) -> list[Origin | None]:
    """Where each of these files says that it comes from; None for what is no call's workbook, or cannot be read.

    One child looks at all of them, at their hidden notes and first rows alone.
    """
    opened = [str(_opened(path)) for path in paths]
    with TemporaryDirectory(prefix="istmo-door-", ignore_cleanup_errors=True) as folder:
        if not opened or _done({"origins": opened}, Path(folder), limits) != 0:
            return [None] * len(opened)
        answer = _answer(Path(folder))
    return [Origin.from_json(told) if told else None for told in answer["origins"]]


def read_plan(path: Path, *, code: str = "", language: str = "", limits: Limits = DOCUMENT) -> Plan:
    """A stranger's strategic plan in StratML, Part 1 or 2, as the files of a framework would say it.

    code: of the framework, else after its name; language: of its texts, else as the file says. OSError for a file that
    cannot be opened, InputProblem for one that is no StratML.
    """
    job = {"plan": str(_opened(path)), "code": code, "language": language}
    return Plan.from_json(_told(job, path, limits))


def read_master(
    path: Path, *, named: Mapping[str, str] = MappingProxyType({}), limits: Limits = DOCUMENT
) -> Master:
    """A publisher's list of standard indicators (CSV or a workbook) under its own headers.

    named: our column -> the header it has there. OSError for a file that cannot be opened, InputProblem for one that is
    no such list.
    """
    return Master.from_json(_told({"master": str(_opened(path)), "named": dict(named)}, path, limits))


def _told(job: Mapping[str, object], path: Path, limits: Limits) -> dict[str, Any]:
    """The answer of the child to a job with one file; InputProblem where it refused it."""
    if path.stat().st_size > limits.max_bytes:
        raise InputProblem([too_large(path.name, limits.max_bytes)])
    with TemporaryDirectory(prefix="istmo-door-", ignore_cleanup_errors=True) as folder:
        ended = _done(job, Path(folder), limits)
        if ended != 0:
            raise InputProblem([_ended(ended, limits, [path.name])])
        answer = _answer(Path(folder))
    _refuse(answer)
    return answer


def _refuse(answer: Mapping[str, Any]) -> None:
    if "refused" in answer:
        raise InputProblem([Problem.from_json(problem) for problem in answer["refused"]])


def comment(
    path: Path, remarks: Sequence[Mapping[str, Any]], out: Path, *, limits: Limits = DOCUMENT
) -> None:
    """Write a Word document to `out` with comments; everything else in it stays.

    remarks: `number` of the paragraph in the body and its characters `start` to `end`, as `read_document` counts them,
    and the `text` of the comment. WrongUse if the document cannot be marked within the limits; then `out` is as it was.
    """
    opened = _opened(path)
    with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent, ignore_cleanup_errors=True) as folder:
        if _done({"document": str(opened), "remarks": list(remarks)}, Path(folder), limits) != 0:
            raise WrongUse(
                f"{path.name} is too large or malformed to be marked. Read what was found here instead."
            )
        _keep(Path(_answer(Path(folder))["marked"]), out)


def _keep(made: Path, out: Path) -> None:
    """Put a finished file in its place, whole."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(out)


def give_back(
    path: Path,
    problems: Sequence[Problem],
    out: Path,
    *,
    limits: Limits = USUAL,
    wording: Wording = ENGLISH,
) -> None:
    """Write a reporter's file to `out`, as a workbook with these problems in their cells and on a sheet of their own.

    A workbook keeps what is in it. wording: what it says besides the problems, in their language. WrongUse for a name that
    no spreadsheet would open, or if the file cannot be marked within the limits; then `out` is as it was.
    """
    refuse_name(path, out)
    opened = _opened(path)
    with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent, ignore_cleanup_errors=True) as folder:
        told = Path(folder, "problems.json")
        told.write_text(json.dumps([asdict(problem) for problem in problems]), encoding="utf-8")
        job = {"files": [(str(opened), None)], "problems": str(told), "wording": dict(wording)}
        if _done(job, Path(folder), limits) != 0:
            raise WrongUse(
                f"{path.name} is too large or malformed to be marked. Read its problems here instead."
            )
        _keep(Path(_answer(Path(folder))["marked"]), out)


def refuse_name(path: Path, out: Path) -> None:
    """WrongUse if `out` has not the ending that a spreadsheet asks of this file: macros are kept, and want their own."""
    ending = ".xlsm" if path.suffix.lower() == ".xlsm" else ".xlsx"
    if out.suffix.lower() != ending:
        raise WrongUse(
            f"The marked file of {path.name} is a workbook: let its name end in {ending}, not as {out.name}."
        )


def _done(job: Mapping[str, object], folder: Path, limits: Limits) -> int | None:
    """Let the child do a job; its exit code, None if it took too long. A fault of ours, or of this machine, is raised."""
    line = json.dumps({**job, "folder": str(folder), "limits": asdict(limits)})
    code, complaint = _run(line, limits, folder)
    if code != 0 and shutil.disk_usage(folder).free < _ROOM:
        # What the child died of is not the file's fault; libraries abort rather than say so.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    if code == _CRASHED:
        raise RuntimeError(f"the reader of the door failed:\n{complaint}")
    return code


def _opened(path: Path) -> Path:
    """The file in full, once it is known that it can be opened. A pipe would be gone after the first look."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise WrongUse(f"{path} is not an ordinary file. Save it as one first.")
    with path.open("rb"):
        return path.resolve()


def _run(job: str, limits: Limits, folder: Path) -> tuple[int | None, str]:
    """Start the child and wait: its exit code (None: it took too long) and what it said on stderr."""
    done = _by_fork if _ready and limits.memory >= _FORKED else _by_start
    with (folder / "complaint.txt").open("w+b") as complaint:
        code = done(job, limits.seconds, complaint)
        complaint.seek(0)
        return code, complaint.read().decode(errors="replace")


def be_ready() -> None:
    """From now on this process, which reads many files, has children of the door at hand; where that cannot be, nothing."""
    if possible() and not _ready:
        _ready.append(Ready(_root()))


def _by_fork(job: str, seconds: float, complaint: IO[bytes]) -> int | None:
    try:
        return _ready[0].run(job, seconds, complaint.fileno())
    except Gone:
        return _by_start(job, seconds, complaint)


def _by_start(job: str, seconds: float, complaint: IO[bytes]) -> int | None:
    child = subprocess.Popen(  # noqa: S603  (our own interpreter and module; no shell)
        [sys.executable, "-I", "-X", "utf8", "-c", _START.format(root=_root())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=complaint,
    )
    try:
        code = _wait(child, job, seconds)
    finally:
        child.kill()
        child.wait()
        if child.stdin:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.close()
    return code


def _root() -> str:
    """Where `istmo` is imported from."""
    return str(Path(istmo.__file__).parents[1])


def _wait(child: "subprocess.Popen[bytes]", job: str, seconds: float) -> int | None:
    """Give the child its job, keep its stdin open so that it knows we live, and wait."""
    stdin = cast("IO[bytes]", child.stdin)
    with contextlib.suppress(BrokenPipeError):
        stdin.write(job.encode() + b"\n")
        stdin.flush()
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _answer(folder: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    if "wrong_use" in answer:
        raise WrongUse(answer["wrong_use"])
    if "errno" in answer:
        raise OSError(answer["errno"], os.strerror(answer["errno"]), answer["path"])
    return answer


def _answered(folder: Path, into: Path) -> Read:
    read = Read.from_json(_answer(folder))
    return replace(
        read,
        figures=read.figures and _moved(read.figures, into),
        transactions=read.transactions and _moved(read.transactions, into),
        registers={table: _moved(path, into) for table, path in read.registers.items()},
    )


def _moved(path: Path, into: Path) -> Path:
    return path.replace(into / path.name)


def _ended(code: int | None, limits: Limits, names: Sequence[str]) -> Problem:
    """The one problem of a file whose reading had to be ended."""
    memory = f"{limits.memory // 1024**2:,} MB of memory"
    why = (
        f"reading took more than {limits.seconds:g} seconds"
        if code is None
        else f"reading needs more than {memory}"
    )
    found = "the file is too large or malformed: it could not be read within the limits"
    fix = "split it, and look whether it is what its name says"
    return error("too_large_or_malformed", found, Where(file=" + ".join(names)), why=why, fix=fix)
