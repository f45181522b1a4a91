"""A machine that dies before its n-th write loses nothing: the workspace is whole and the same command succeeds.

Every n is tried in the slow run, every seventh while tables are made; the quick one tries some, further apart.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.workspace.commands import APPROVE, FREEZE, HOLD, SUBMIT, Workspace, prepare

pytestmark = pytest.mark.skipif(os.name == "nt", reason="commands are run by forking")

KILLED = -9
#: No command writes as often; more means that the count does not end.
MOST = 1500


@dataclass(frozen=True)
class Case:
    """A command, and the state of the workspace it is tried on."""

    name: str
    before: Callable[[Workspace, Path], None]
    command: Callable[[Workspace, Path], tuple[object, ...]]
    #: How far apart the n of the quick run are.
    stride: int
    #: And those of the slow run: more than 1 where tables are made, hundreds of like statements in one transaction.
    apart: int = 1


def _nothing(workspace: Workspace, beside: Path) -> None:
    pass


def _called(workspace: Workspace, beside: Path) -> None:
    prepare(workspace, beside)


def _submitted(workspace: Workspace, beside: Path) -> None:
    workspace.done("submission", "submit", prepare(workspace, beside), *SUBMIT)


def _held(workspace: Workspace, beside: Path) -> None:
    _submitted(workspace, beside)
    workspace.done(*HOLD)


def _approved(workspace: Workspace, beside: Path) -> None:
    _submitted(workspace, beside)
    workspace.done(*APPROVE)


def _saved(workspace: Workspace, beside: Path) -> None:
    other = Workspace(beside / "other", workspace.environment)
    _approved(other, beside)
    other.done(*FREEZE)
    other.done("backup", beside / "all.istmo")


CASES = (
    Case("init", _nothing, lambda w, b: ("init", w.folder), 197, 7),
    Case("submit", _called, lambda w, b: ("submission", "submit", b / "figures.csv", *SUBMIT), 5),
    Case("hold", _submitted, lambda w, b: HOLD, 2),
    Case("approve", _held, lambda w, b: APPROVE, 3),
    Case("freeze", _approved, lambda w, b: FREEZE, 9),
    Case("restore", _saved, lambda w, b: ("restore", b / "all.istmo"), 263, 7),
)


@cache
def _prepared(case: Case, root: Path) -> Path:
    """The state before the command, made once and copied for every n."""
    folder = root / case.name
    folder.mkdir()
    case.before(Workspace(folder / "w", {}), folder)
    return folder


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


def _try(case: Case, n: int, root: Path) -> bool:
    """Kill the command before its n-th write and look at what is left; False where it ends before."""
    with TemporaryDirectory() as copied:
        beside = Path(copied) / "c"
        shutil.copytree(_prepared(case, root), beside)
        workspace = Workspace(beside / "w", {})
        command = case.command(workspace, beside)
        ran = workspace.istmo(*command, ISTMO_CRASH_AT=str(n))
        if ran.code == 0:
            return False
        assert ran.code == KILLED, (n, ran.err)
        _whole(workspace, n)
        again = workspace.istmo(*command)
        assert again.code == 0, (n, again.err)
        _whole(workspace, n)
        return True


def _whole(workspace: Workspace, n: int) -> None:
    """Either there is no finished workspace yet, or `istmo verify` finds nothing wrong."""
    if (workspace.folder / "secret.key").exists():
        told = workspace.istmo("verify")
        assert told.code == 0, (n, told.err)


def _tried(case: Case, root: Path, numbers: Iterator[int]) -> int:
    for n in numbers:
        if not _try(case, n, root):
            return n
    raise AssertionError(f"{case.name} writes more than {MOST} times")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_some_writes(case: Case, root: Path) -> None:
    assert _tried(case, root, iter(range(1, MOST, case.stride))) > 1


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_write(case: Case, root: Path) -> None:
    assert _tried(case, root, iter(range(1, MOST, case.apart))) > 1
