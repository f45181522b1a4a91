from pathlib import Path

import pytest

from tests.unit.release.made import figure, part, release


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A release of three figures in one submission."""
    rows = [figure(place=place, row=n) for n, place in enumerate(("SV", "PA", "HN"), 2)]
    release(tmp_path / "built", part(tmp_path / "one.parquet", rows))
    return tmp_path / "built"
