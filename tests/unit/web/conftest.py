"""A real submission, approved, for what freezes it."""

from pathlib import Path

import pytest

from istmo.collect import services
from istmo.review.services import approve
from tests.cast import AT, GOOD


@pytest.fixture
def approved(cast, call, tmp_path: Path):
    """Submit for USAID and have Diego approve it."""

    def submitted():
        file = tmp_path / "figures.csv"
        file.write_text(GOOD, encoding="utf-8")
        version, _ = services.submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)
        return approve(version=version, by=cast.diego, at=AT)

    return submitted
