"""Real submissions, approved, for what freezes them."""

from pathlib import Path

import pytest

from istmo.collect import services
from istmo.review.services import approve
from tests.cast import AT, GOOD


@pytest.fixture
def submitted(cast, call, tmp_path: Path):
    """Ana submits a text for USAID."""

    def given(text: str = GOOD):
        file = tmp_path / "figures.csv"
        file.write_text(text, encoding="utf-8")
        return services.submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)[0]

    return given


@pytest.fixture
def approved(cast, submitted):
    """The same, and Diego approves it."""
    return lambda text=GOOD: approve(version=submitted(text), by=cast.diego, at=AT)
