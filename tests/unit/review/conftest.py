"""A real submission that waits for a decision."""

from pathlib import Path

import pytest

from istmo.collect.models import Version
from istmo.collect.services import submit
from tests.cast import AT, GOOD


@pytest.fixture
def submitted(cast, call, tmp_path: Path):
    """Ana submits a text for USAID."""

    def given(text: str = GOOD) -> Version:
        file = tmp_path / "figures.csv"
        file.write_text(text, encoding="utf-8")
        return submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)[0]

    return given
