"""The worked example, killed on the way: the same command goes on, and the end is the same release."""

from pathlib import Path

import pytest

from tests.crash.test_every_write import KILLED
from tests.workspace.commands import Workspace


def _content(workspace: Workspace) -> str:
    (release,) = workspace.done("release", "list", "--json").json["releases"]
    return str(release["content"])


def _killed(workspace: Workspace, n: int) -> bool:
    ran = workspace.istmo("demo", workspace.folder, ISTMO_CRASH_AT=str(n))
    assert ran.code in (0, KILLED), (n, ran.err)
    if ran.code == KILLED and (workspace.folder / "secret.key").exists():
        told = workspace.istmo("verify")
        assert told.code == 0, (n, told.err)
    return ran.code == KILLED


def test_demo_killed_ends_with_the_same_release(tmp_path: Path) -> None:
    plain, killed = Workspace(tmp_path / "plain", {}), Workspace(tmp_path / "killed", {})
    first = plain.done("demo", plain.folder)
    assert (plain.folder / "out" / "1" / "report.html").is_file()
    assert str(plain.folder / "out" / "1" / "report.html") in first.out
    assert _killed(killed, 120)
    again = killed.done("demo", killed.folder)
    assert _content(killed) == _content(plain)
    assert _content(killed) in again.out


@pytest.mark.slow
def test_demo_killed_at_every_seventh_write_goes_on(tmp_path: Path) -> None:
    # Each run begins where the one before died, so every step of the example is interrupted.
    workspace = Workspace(tmp_path / "demo", {})
    killed = 0
    for n in range(3, 2000, 7):
        if not _killed(workspace, n):
            break
        killed += 1
    assert killed > 3
    workspace.done("demo", workspace.folder)
    workspace.done("verify")
    assert _content(workspace)
