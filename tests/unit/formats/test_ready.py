"""Children of the door that a server has at hand: the same answers, limits of their own, and nothing left behind."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from istmo.formats import door
from istmo.formats._ready import Ready, possible

pytestmark = pytest.mark.skipif(not possible(), reason="this system does not fork")
_CSV = "indicator,place,period,role,value\ntrained,SV,FY2017,result,120\ntrained,SV,FY2016,result,9O\n"
#: A file on which a child works long enough to be stopped.
_LONG = "indicator,place,period,role,value\n" + "trained,SV,FY2017,result,120\n" * 400_000


@pytest.fixture(scope="module")
def ready():
    """One waiting process for all tests of this file."""
    made = Ready(door._root())
    yield made
    made.close()


@pytest.fixture
def at_hand(ready: Ready, monkeypatch):
    """The door, as a server has it."""
    monkeypatch.setattr(door, "_ready", [ready])
    return ready


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text(_CSV)
    return path


def test_the_answer_is_that_of_a_fresh_interpreter(file: Path, tmp_path: Path, monkeypatch, ready) -> None:
    monkeypatch.setattr(door, "_ready", [])
    fresh = door.read([file], into=tmp_path / "fresh")
    monkeypatch.setattr(door, "_ready", [ready])
    forked = door.read([file], into=tmp_path / "forked")
    assert forked.problems == fresh.problems
    assert [problem.where.row for problem in forked.problems] == [3]
    assert fresh.figures
    assert forked.figures
    assert forked.figures.read_bytes() == fresh.figures.read_bytes()


def test_each_file_is_read_by_a_process_of_its_own_that_is_gone_afterwards(
    at_hand: Ready, file: Path, tmp_path: Path
) -> None:
    door.read([file], into=tmp_path / "one")
    assert at_hand._process
    waiting = at_hand._process.pid
    assert _children(waiting) == []
    door.read([file], into=tmp_path / "two")
    assert at_hand._process.pid == waiting


@pytest.mark.usefixtures("at_hand")
def test_what_takes_too_long_or_too_much_is_one_problem_and_the_next_file_is_read(
    at_hand: Ready, file: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.csv"
    long.write_text(_LONG)
    for limits in (replace(door.USUAL, seconds=0.05), replace(door.USUAL, memory=256 * 1024**2)):
        came = door.read([long], into=tmp_path / "out", limits=limits)
        assert [problem.code for problem in came.problems] == ["too_large_or_malformed"]
        assert at_hand._process
        assert _children(at_hand._process.pid) == []
    assert door.read([file], into=tmp_path / "out").figures


def test_where_the_waiting_process_is_gone_the_file_is_read_all_the_same(
    at_hand: Ready, file: Path, tmp_path: Path
) -> None:
    door.read([file], into=tmp_path / "one")
    assert at_hand._process
    gone = at_hand._process.pid
    os.kill(gone, signal.SIGKILL)
    at_hand._process.wait()
    assert door.read([file], into=tmp_path / "two").figures
    assert door.read([file], into=tmp_path / "three").figures
    assert at_hand._process.pid != gone


def test_nothing_waits_for_a_server_that_ended(file: Path, tmp_path: Path, monkeypatch) -> None:
    made = Ready(door._root())
    monkeypatch.setattr(door, "_ready", [made])
    door.read([file], into=tmp_path / "one")
    assert made._control
    assert made._process
    made._control.close()  # as the kernel does, however a process ends
    assert made._process.wait(10) == 0
    made._control = None


def _children(of: int) -> list[int]:
    """Processes that are still there; a child that was killed may need a moment."""
    for _ in range(50):
        found = [int(one) for one in Path(f"/proc/{of}/task/{of}/children").read_text().split()]
        if not found:
            break
        time.sleep(0.02)
    return found
