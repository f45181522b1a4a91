"""What all tests share: Django set up without a workspace, and the fixtures that give one.

The database is SQLite in memory, or the PostgreSQL of DATABASE_URL; `tests/workspace/test_postgres.py` starts one and
runs the tests of the workspace on it.
"""

import os
from pathlib import Path
from tempfile import gettempdir

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "istmo.config.settings"


def pytest_configure() -> None:
    """Set up Django for a folder that is no workspace: a test that needs one asks for the fixture `workspace`."""
    import django

    before = os.environ.pop("ISTMO_WORKSPACE", None)
    os.environ["ISTMO_WORKSPACE"] = str(Path(gettempdir(), "no-workspace-outside-of-its-fixture"))
    django.setup()
    # Commands run by tests take their workspace from `-w`, never from here.
    os.environ.pop("ISTMO_WORKSPACE")
    if before is not None:
        os.environ["ISTMO_WORKSPACE"] = before


@pytest.fixture
def workspace(tmp_path: Path, settings, db) -> Path:
    """An empty workspace with its database, opened; the operator has an account."""
    from istmo.people.services import begin
    from tests.cast import AT

    settings.WORKSPACE = tmp_path / "workspace"
    settings.WORKSPACE.mkdir()
    begin(at=AT)
    return settings.WORKSPACE


@pytest.fixture
def cast(workspace: Path):
    """Ana, Ben, Carla, Diego and Eva with their agencies."""
    from tests.cast import gather

    return gather()
