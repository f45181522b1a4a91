"""What all tests share: Django set up without a workspace, and the fixtures that give one.

The database is SQLite in memory, or the PostgreSQL of DATABASE_URL; `tests/workspace/test_postgres.py` starts one and
runs the tests of the workspace on it.
"""

import os
import signal
from collections import Counter
from pathlib import Path
from tempfile import gettempdir

import pytest
from django.utils.translation import deactivate
from hypothesis import settings

# The same sample every time, so that a change is judged by what it changed; `make test-all` draws anew.
# No case has a time limit: a busy machine is no fault of the code.
settings.register_profile("default", deadline=None)
settings.register_profile("sample", derandomize=True, database=None, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "sample"))

# What a command says is read in English, whatever the terminal of who runs the tests speaks.
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "C"

# Begun in the background, a shell has the tests ignore Ctrl-C, and all they start: stops could not be tried.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _set_up() -> None:
    """Set up Django for a folder that is no workspace: a test that needs one asks for the fixture `workspace`.

    Here and not in `pytest_configure`, so that the conftest of a folder may import models.
    """
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "istmo.config.settings"
    # Commands that tests run take their workspace from `-w`, never from the environment.
    os.environ.pop("ISTMO_WORKSPACE", None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISTMO_WORKSPACE", str(Path(gettempdir(), "no-workspace-outside-of-its-fixture")))
        django.setup()


_set_up()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first: begun last, one of two processes would wait minutes for the other.

    ISTMO_TESTS_EVERY=3: of each file of the rooms every third test, and those that name the database.
    """
    every, seen = int(os.environ.get("ISTMO_TESTS_EVERY", "1")), Counter[Path]()
    if every > 1:
        items[:] = [item for item in items if _is_drawn(item, every, seen)]
    items.sort(
        key=lambda item: item.get_closest_marker("postgres") is None and "crash" not in item.path.parts
    )


def _is_drawn(item: pytest.Item, every: int, seen: Counter[Path]) -> bool:
    seen[item.path] += 1
    always = "unit" not in item.path.parts or "database" in item.name
    return always or seen[item.path] % every == 1


@pytest.fixture(autouse=True)
def _no_language_is_left_over():
    """A page in Spanish leaves its language in the thread; the next test begins in English."""
    yield
    deactivate()


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


@pytest.fixture
def call(cast, tmp_path: Path):
    """An open call for the small architecture that asks USAID and INL."""
    from tests.cast import open_small

    return open_small(cast, tmp_path / "small")
