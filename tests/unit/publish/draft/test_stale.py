"""Numbers that were right once: restated in this release, or told otherwise by an older one."""

from pathlib import Path

import pytest

from istmo.formats.door import read_document
from istmo.publish.draft import check, held
from istmo.publish.draft.findings import Checked
from istmo.release.build import build
from istmo.release.parts import Part
from istmo.release.reader import open_release
from tests.unit.publish import basin

_ALPHA = {"agency": "alpha", "activity": "dig", "place": "AA", "indicator": "wells", "role": "result"}


def release(folder: Path, *values: str, number: int = 1) -> Path:
    """A release in which each submission restates the wells of Land AA in 2020."""
    folder.mkdir()
    parts = []
    for at, value in enumerate(values, 1):
        rows = [{**_ALPHA, "period": "2020", "value": value}]
        parts.append(Part(basin._parquet(folder / f"{at}.parquet", rows), f"call-1/alpha/{at}"))
    build(
        architecture=basin._Plan(basin._plan()),
        figures=parts,
        number=number,
        title="T",
        out=folder / "release",
    )
    return folder / "release"


def told(text: str, tmp_path: Path, new: Path, old: Path | None = None) -> Checked:
    draft = tmp_path / "draft.txt"
    draft.write_text(text, encoding="utf-8")
    with open_release(new) as opened:
        older = open_release(old) if old else None
        return check.check(read_document(draft), draft.name, held.judge(opened, older, "en"))


@pytest.mark.parametrize(
    "text", ["In Land AA 1,437 wells were dug in 2020.", "Land AA, 2020: about 1,440 wells."]
)
def test_restated_number_is_stale(text: str, tmp_path: Path) -> None:
    (one,) = told(text, tmp_path, release(tmp_path / "a", "1437", "2518")).findings
    assert one.kind == "stale"
    assert "it was 1,437 wells" in one.said
    assert "now the release has 2,518 wells" in one.said


def test_number_of_an_older_release_is_stale_only_beside_it(tmp_path: Path) -> None:
    new, old = release(tmp_path / "new", "2518", number=2), release(tmp_path / "old", "1437")
    text = "In Land AA 1,437 wells were dug in 2020."
    (one,) = told(text, tmp_path, new, old).findings
    assert one.kind == "stale"
    assert "now the release has 2,518 wells" in one.said
    (one,) = told(text, tmp_path, new).findings
    assert one.kind == "changed"
    assert "the release has 2,518" in one.said


def test_number_that_stands_is_never_stale(tmp_path: Path) -> None:
    assert told(
        "In Land AA 2,518 wells were dug.", tmp_path, release(tmp_path / "a", "1437", "2518")
    ).is_clean
