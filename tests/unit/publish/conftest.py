from collections.abc import Iterator
from importlib import import_module

import pytest

from istmo.publish import edition, report
from istmo.release.reader import Release
from tests.unit.publish import basin
from tests.unit.publish.page import Page


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """The small release about a river, opened once."""
    opened = basin.opened(tmp_path_factory.mktemp("basin") / "release")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def text(release: Release) -> str:
    """Its report."""
    return report.render(release)


@pytest.fixture(scope="session")
def page(text: str) -> Page:
    """Its report, read."""
    return Page.read(text)


@pytest.fixture(scope="session")
def faces(text: str) -> dict[str, bytes]:
    """Its report in every format."""
    page = edition.Page("report", text)
    return {name: import_module(f"istmo.publish.faces.{name}").write(page) for name in edition.formats()}
