"""The tests of the workspace, and a sample of those of its rooms, once more on a PostgreSQL that these tests start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.property import SAMPLED
from tests.services import postgres

OPTIONS = (
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not postgres and not slow"),
    # Of files more than of the database, and long.
    "--ignore=tests/unit/collect/checks",
    "--ignore=tests/unit/collect/test_received.py",
)
#: Of the rooms' tests; all of them in `make test-all`.
EVERY = "3" if SAMPLED else "1"
ROOMS = ("people", "framework", "collect", "review", "freeze")


@pytest.mark.postgres
@pytest.mark.skipif(bool(postgres.why_not()), reason=postgres.why_not() or "it can be started")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="these tests run on a PostgreSQL already")
def test_rooms_and_workspace_on_postgresql() -> None:
    root = Path(__file__).parents[2]
    paths = [f"tests/unit/{room}" for room in ROOMS] + ["tests/workspace"]
    with postgres.server() as url:
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", *OPTIONS, *paths],
            cwd=root,
            env={**os.environ, "DATABASE_URL": url, "ISTMO_TESTS_EVERY": EVERY},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert " passed" in ran.stdout


@pytest.mark.postgres
@pytest.mark.skipif(bool(postgres.why_not()), reason=postgres.why_not() or "it can be started")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="these tests run on a PostgreSQL already")
def test_a_backup_moves_a_workspace_from_sqlite_to_postgresql_and_back(tmp_path: Path) -> None:
    from tests.workspace.commands import APPROVE, FREEZE, SUBMIT, Workspace, prepare

    plain = Workspace(tmp_path / "sqlite", {})
    file = prepare(plain, tmp_path)
    plain.done("submission", "submit", file, *SUBMIT)
    plain.done(*APPROVE)
    with postgres.server() as url:
        there = Workspace(tmp_path / "postgresql", {"DATABASE_URL": postgres.database(url)})
        plain.done("backup", tmp_path / "1.istmo")
        there.done("restore", tmp_path / "1.istmo")
        there.done("verify")
        content = there.done(*FREEZE, "--json").json["content"]
        taken = Workspace(tmp_path / "other", there.environment).istmo("restore", tmp_path / "1.istmo")
        assert (taken.code, taken.err.count("\n")) == (2, 1)
        assert not (tmp_path / "other").exists()
        there.done("backup", tmp_path / "2.istmo")
    back = Workspace(tmp_path / "back", {})
    back.done("restore", tmp_path / "2.istmo")
    back.done("verify")
    assert back.done("release", "list", "--json").json["releases"][0]["content"] == content


@pytest.mark.postgres
@pytest.mark.skipif(bool(postgres.why_not()), reason=postgres.why_not() or "it can be started")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="these tests run on a PostgreSQL already")
def test_killed_on_postgresql_the_same_command_goes_on(tmp_path: Path) -> None:
    from tests.workspace.commands import APPROVE, FREEZE, SUBMIT, Workspace, prepare

    def insisted(workspace: Workspace, command: tuple[object, ...], stride: int) -> int:
        """Run a command, killed ever later, until it comes to its end; how often it was killed."""
        for killed, n in enumerate(range(1, 2000, stride)):
            ran = workspace.istmo(*command, ISTMO_CRASH_AT=str(n))
            if (workspace.folder / "secret.key").exists():
                workspace.done("verify")
            if ran.code == 0:
                return killed
            assert ran.code == -9, ran.err
        raise AssertionError(command)

    with postgres.server() as url:
        workspace = Workspace(tmp_path / "workspace", {"DATABASE_URL": postgres.database(url)})
        assert insisted(workspace, ("init", workspace.folder), 61) > 3
        submit = ("submission", "submit", prepare(workspace, tmp_path), *SUBMIT)
        assert insisted(workspace, submit, 3) > 1
        assert insisted(workspace, APPROVE, 2) > 1
        assert insisted(workspace, FREEZE, 9) > 1
        assert len(workspace.done("release", "list", "--json").json["releases"]) == 1
