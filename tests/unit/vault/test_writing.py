import signal
import subprocess
import sys
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.vault.store import Vault
from istmo.vault.writing import make_folder, move_whole, write_whole

PUT = "import sys; from pathlib import Path; from istmo.vault.store import Vault; Vault(Path(sys.argv[1])).put(b'x')"


def put(root: Path, crash_at: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", PUT, str(root)],
        env={"ISTMO_CRASH_AT": crash_at},
        capture_output=True,
        check=False,
    )


def test_crash_point_before_every_write_leaves_all_or_nothing(tmp_path: Path) -> None:
    for n in range(1, 20):
        root = tmp_path / str(n)
        died = put(root, str(n)).returncode == -signal.SIGKILL
        vault = Vault(root)
        assert vault.verify() == []
        if not died:
            break
        assert list(vault.names()) == []
        assert put(root, "").returncode == 0
        assert len(list(vault.names())) == 1
    assert n > 3
    assert not died


def test_crash_point_that_is_no_number_is_wrong_use(tmp_path: Path) -> None:
    told = put(tmp_path / "v", "soon").stderr.decode()
    assert "ISTMO_CRASH_AT is “soon”" in told


def test_write_whole_replaces_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a b.json", b"1")
    write_whole(tmp_path / "a b.json", b"22")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a b.json", b"22")]


def test_write_whole_that_fails_keeps_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "target", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_make_folder_makes_those_above_and_may_be_called_again(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_move_whole_gives_the_final_name(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "file").write_bytes(b"x")
    move_whole(tmp_path / "new", tmp_path / "1")
    assert (tmp_path / "1" / "file").read_bytes() == b"x"
    assert not (tmp_path / "new").exists()


def test_move_whole_onto_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "1").mkdir()
    with pytest.raises(WrongUse, match="exists already"):
        move_whole(tmp_path / "new", tmp_path / "1")
