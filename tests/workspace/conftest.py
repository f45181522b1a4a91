"""Workspaces of commands that run in processes of their own; on PostgreSQL, each has its own database."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services import postgres
from tests.workspace.commands import Workspace


@pytest.fixture
def new_workspace(tmp_path: Path) -> Callable[[str], Workspace]:
    """Gives a workspace by name, not made yet."""

    def named(name: str) -> Workspace:
        server = os.environ.get("DATABASE_URL")
        environment = {"DATABASE_URL": postgres.database(server)} if server else {}
        return Workspace(tmp_path / name, environment)

    return named


@pytest.fixture
def made(new_workspace: Callable[[str], Workspace]) -> Workspace:
    """A workspace, not made yet, whose name has a space and an accent."""
    return new_workspace("región norte")
