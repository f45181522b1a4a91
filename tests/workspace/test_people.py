"""`istmo people …` as the operator types it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.web.accounts import PASSWORD
from tests.workspace.commands import Workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An empty workspace."""
    workspace = Workspace(tmp_path_factory.mktemp("people") / "w", {"DATABASE_URL": ""})
    workspace.done("init", workspace.folder)
    return workspace


def typed(workspace: Workspace, text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command with something on its stdin."""
    command = [sys.executable, "-m", "istmo", *workspace.command(*arguments)]
    environment = {**os.environ, **workspace.environment}
    return subprocess.run(command, input=text, capture_output=True, env=environment, text=True, check=False)


def test_add_and_list_with_scopes(made: Workspace) -> None:
    scopes = ("--scope", "place:HN", "--scope", "node:strategy/1")
    made.done(
        "people", "add", "rosa", "--role", "reviewer", "--name", "Rosa", "--email", "R@istmo.example", *scopes
    )
    (rosa,) = [one for one in made.done("people", "list", "--json").json["accounts"] if one["code"] == "rosa"]
    assert (rosa["scopes"], rosa["state"]) == ("strategy/1, HN", "open")
    ran = made.istmo("people", "add", "x", "--role", "reviewer", "--name", "X", "--scope", "HN")
    assert (ran.code, "is not a scope: write agency:CODE" in ran.err) == (2, True)


def test_invite_prints_the_link_alone(made: Workspace) -> None:
    new = ("--role", "viewer", "--name", "Eva Ruiz", "--site", "https://istmo.example/")
    ran = made.done("people", "invite", "eva", *new)
    assert re.fullmatch(r"https://istmo\.example/account/link/[\w-]{43}/\n", ran.out)
    again = made.done("people", "invite", "eva")
    assert again.out.startswith("http://localhost:8000/account/link/")
    assert again.out != ran.out
    assert made.istmo("people", "invite", "nobody").code == 2
    assert "There is an account “eva” already" in made.istmo("people", "invite", "eva", *new).err


def test_password_is_set_for_the_operator_and_an_easy_one_refused(made: Workspace) -> None:
    ran = typed(made, f"{PASSWORD}\n", "people", "password", "operator")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "The password of operator is set." in ran.stderr
    easy = typed(made, "operator\n", "people", "password", "operator")
    assert (easy.returncode, "too short" in easy.stderr) == (2, True)
    lost = typed(made, f"{PASSWORD}\n", "people", "password", "operator", "--lost-second-factor")
    assert "Second factors taken away: 0." in lost.stderr
    assert made.done("verify").code == 0


def test_a_backup_carries_passwords_scopes_and_second_factors(made: Workspace, tmp_path: Path) -> None:
    made.done("backup", tmp_path / "all.istmo")
    other = Workspace(tmp_path / "other", made.environment)
    other.done("restore", tmp_path / "all.istmo")
    assert other.done("people", "list").out == made.done("people", "list").out
    other.done("verify")
