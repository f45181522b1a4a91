"""What the child dies of is told as whose fault it is."""

import json
from pathlib import Path

import pytest

from istmo.formats import door


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text("indicator,place,period,role,value\na,SV,2016,result,1\n", encoding="utf-8")
    return path


def test_read_with_a_fault_of_ours_does_not_blame_the_file(file: Path, tmp_path: Path, monkeypatch) -> None:
    real = json.dumps
    monkeypatch.setattr(door.json, "dumps", lambda job: real({**job, "files": "nonsense"}))
    with pytest.raises(RuntimeError, match="not enough values to unpack"):
        door.read([file], into=tmp_path / "into")


def test_read_that_dies_on_a_full_disk_does_not_blame_the_file(
    file: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(door, "_run", lambda *_: (-6, ""))
    monkeypatch.setattr(door, "_ROOM", 1 << 60)
    with pytest.raises(OSError, match="No space left"):
        door.read([file], into=tmp_path / "into")
