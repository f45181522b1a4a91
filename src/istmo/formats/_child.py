"""The process behind the door: reads the files of one job and answers in `answer.json`. It is started by `door` alone.

The job comes as one line of JSON on stdin, which stays open as long as the parent lives. What is the input's fault is
a problem in the answer; what the system refuses is an errno in it; anything else is a fault of ours and ends this
process with a traceback on stderr.
"""

import errno
import gc
import json
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from istmo.formats import _confine
from istmo.formats._shared import Limits, Read, format_of
from istmo.kernel.problem import InputProblem, Problem, WrongUse

#: Exit code: not enough memory within the limits.
TOO_LARGE = 75
#: Things made before Python looks for circles of garbage: of millions of cells it finds none, and the process ends soon.
_GARBAGE = 100_000


def main() -> None:
    """Do the job and leave, always by `os._exit`.

    A thread waits on stdin for the parent's end; Python's own end would wait for its lock and abort, and a fault of
    ours would look like a file that needs too much.
    """
    try:
        _work()
    except BaseException:  # noqa: BLE001  (whatever it is, it has to reach the parent)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def _work() -> None:
    """Read the job, do it, and answer."""
    job = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**job["limits"])
    _confine.confine(limits)
    _confine.end_with(sys.stdin.buffer)
    gc.set_threshold(_GARBAGE)
    folder = Path(job["folder"])
    (folder / "answer.json").write_text(json.dumps(_answer(job, folder, limits)), encoding="utf-8")


def _answer(job: dict[str, Any], folder: Path, limits: Limits) -> dict[str, Any]:
    from duckdb import Error, IOException, OutOfMemoryException

    try:
        return _done(job, folder, limits)
    except WrongUse as misuse:
        return {"wrong_use": str(misuse)}
    except (MemoryError, OutOfMemoryException):
        os._exit(TOO_LARGE)
    except IOException as fault:
        if "No space left" not in str(fault):
            raise
        return {"errno": errno.ENOSPC, "path": str(folder)}
    except Error as fault:
        if "bad_alloc" in str(fault) or "allocate" in str(fault):
            os._exit(TOO_LARGE)
        raise
    except OSError as fault:
        return {"errno": fault.errno, "path": str(fault.filename or folder)}


def _done(job: dict[str, Any], folder: Path, limits: Limits) -> dict[str, Any]:
    for name, work in (("document", _document), ("plan", _plan), ("origins", _origins), ("master", _master)):
        if name in job:
            return work(job, folder, limits)
    if "problems" in job:
        return _marked(job, Path(job["files"][0][0]), folder, limits)
    files = [(Path(path), format_of(Path(path), name)) for path, name in job["files"]]
    return _all(files, folder, limits, job.get("columns")).to_json()


def _document(job: dict[str, Any], folder: Path, limits: Limits) -> dict[str, Any]:
    from istmo.formats._document import comments, read

    path = Path(job["document"])
    if "remarks" in job:
        return {"marked": str(comments.give_back(path, job["remarks"], folder))}
    try:
        return read.read(path, job["name"], limits).to_json()
    except InputProblem as refused:
        return {"refused": [problem.to_json() for problem in refused.problems]}


def _plan(job: dict[str, Any], folder: Path, limits: Limits) -> dict[str, Any]:
    from istmo.formats._stratml import read

    try:
        return read.read(Path(job["plan"]), folder, limits, job["code"], job["language"]).to_json()
    except InputProblem as refused:
        return {"refused": [problem.to_json() for problem in refused.problems]}


def _master(job: dict[str, Any], folder: Path, limits: Limits) -> dict[str, Any]:
    from istmo.formats import _master as master

    try:
        return master.read(Path(job["master"]), folder, limits, job["named"]).to_json()
    except InputProblem as refused:
        return {"refused": [problem.to_json() for problem in refused.problems]}


def _origins(job: dict[str, Any], _folder: Path, limits: Limits) -> dict[str, Any]:
    from dataclasses import asdict

    from istmo.formats._called import read

    told = [read.origin_of(Path(path), limits) for path in job["origins"]]
    return {"origins": [origin and asdict(origin) for origin in told]}


def _marked(job: dict[str, Any], path: Path, folder: Path, limits: Limits) -> dict[str, Any]:
    from istmo.formats import _marked
    from istmo.formats._workbook.wording import Told

    problems = json.loads(Path(job["problems"]).read_text(encoding="utf-8"))
    told = Told([Problem.from_json(problem) for problem in problems], job["wording"])
    return {"marked": str(_marked.give_back(path, told, folder, limits))}


def _all(files: list[tuple[Path, str]], folder: Path, limits: Limits, columns: dict[str, Any] | None) -> Read:
    from istmo.formats import _union
    from istmo.formats._called import merge

    came = []
    for number, (path, name) in enumerate(files):
        into = folder / str(number)
        into.mkdir()
        try:
            came.append(_one(path, name, into, limits, columns))
        except InputProblem as refused:
            came.append(Read(problems=refused.problems))
    if sum(bool(read.origins) for read in came) > 1:
        came = merge.merged(came, [path.name for path, _ in files], folder, limits)
    return _union.union(came, folder, limits)


def _one(path: Path, name: str, into: Path, limits: Limits, columns: dict[str, Any] | None) -> Read:
    """One file, by the column plan where there is one."""
    if columns is None:
        read: Read = import_module(f"istmo.formats.{name}").read(path, into, limits)
        return read
    from istmo.formats._plans import apply
    from istmo.formats._plans.plan import Plan

    return apply.read(path, Plan.from_json(columns), into, limits)


if __name__ == "__main__":
    main()
