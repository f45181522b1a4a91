"""The release about a river as release 1 of a workspace: it has every table that a page shows."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from istmo.framework.models import Architecture
from istmo.freeze import queries
from istmo.freeze.models import Release
from istmo.people.queries import OPERATOR, user
from istmo.release import manifest
from tests.cast import AT
from tests.unit.publish import basin


@pytest.fixture
def kept(workspace: Path) -> Callable[[], Release]:
    """Gives the folder that stands as release 1 its rows in the database."""

    def registered() -> Release:
        told = manifest.read(queries.folder(1))
        operator = user(OPERATOR)
        architecture = Architecture.objects.create(sha256="a" * 64, imported_by=operator, imported_at=AT)
        return Release.objects.create(
            number=1,
            title=told.title,
            content=told.content,
            architecture=architecture,
            frozen_by=operator,
            frozen_at=AT,
        )

    return registered


@pytest.fixture(scope="session")
def basin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the basin, built once."""
    return basin.write(tmp_path_factory.mktemp("basin") / "release")


@pytest.fixture
def river(workspace: Path, basin_folder: Path, kept: Callable[[], Release]) -> Release:
    """Release 1: the basin."""
    copytree(basin_folder, queries.folder(1))
    return kept()
