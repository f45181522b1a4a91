import os
import subprocess
import sys
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.release.folder import building, keep
from istmo.release.reader import open_release
from istmo.release.verify import verify
from tests.unit.release.made import figure, part, release

BUILD = """
import sys
from pathlib import Path
from tests.unit.release.made import Part, release
release(Path(sys.argv[2]), Part(Path(sys.argv[1]), "one"))
"""


def test_building_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), building(tmp_path / "1") as folder:
        fail(folder)
    assert list(tmp_path.iterdir()) == []


def test_building_makes_the_folders_above(tmp_path: Path) -> None:
    with building(tmp_path / "a" / "b" / "1") as folder:
        (folder / "file").write_text("x")
        keep(folder, tmp_path / "a" / "b" / "1")
    assert (tmp_path / "a" / "b" / "1" / "file").read_text() == "x"


def test_building_sweeps_what_a_dead_process_left(tmp_path: Path) -> None:
    left = tmp_path / ".1.abc.building"
    left.mkdir()
    (left / "half").write_text("x")
    (tmp_path / ".2.abc.building").mkdir()
    with building(tmp_path / "1"):
        assert not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == [".2.abc.building"]


def test_building_leaves_what_another_is_making(tmp_path: Path) -> None:
    with building(tmp_path / "1") as first, building(tmp_path / "1") as second:
        assert first.exists()
        keep(second, tmp_path / "1")
        with pytest.raises(WrongUse, match="exists already"):
            keep(first, tmp_path / "1")
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


def test_crash_before_every_write_leaves_all_or_nothing(tmp_path: Path) -> None:
    one = part(tmp_path / "one.parquet", [figure()])
    out = tmp_path / "out" / "r"
    died = []
    for n in (1, 2, 20, len(TABLES), *range(len(TABLES) + 3, len(TABLES) + 13)):
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(one.path), str(out)],
            env={**os.environ, "ISTMO_CRASH_AT": str(n)},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            check=False,
        )
        died.append(done.returncode != 0)
        if not died[-1]:
            break
        assert not out.exists()
    assert died[-1] is False
    assert sum(died) > 3
    assert verify(out) == []
    assert [path.name for path in out.parent.iterdir()] == ["r"]
    with open_release(out) as opened:
        assert opened.query("select count(*) from figures") == [(1,)]


def test_build_again_after_a_crash_gives_the_same_release(tmp_path: Path) -> None:
    one = part(tmp_path / "one.parquet", [figure()])
    (tmp_path / ".r.left.building").mkdir()
    made = release(tmp_path / "r", one)
    assert release(tmp_path / "again", one) == made
