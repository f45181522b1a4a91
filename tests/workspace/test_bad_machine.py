"""A full disk, a read-only disk, Ctrl-C: one sentence, the right exit code, nothing half done."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import GOOD
from tests.workspace.commands import FREEZE, SUBMIT, Workspace, ended, prepare


def _mounted(folder: Path) -> bool:
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not _mounted(folder):
        pytest.skip("a disk of its own can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def on_disk(disk: Path, made: Workspace, tmp_path: Path) -> Workspace:
    """A prepared workspace on it; Ana's file is elsewhere."""
    workspace = Workspace(disk / "workspace", made.environment)
    prepare(workspace, tmp_path)
    return workspace


@pytest.mark.parametrize("left", [0, 16 * 1024, 40 * 1024])
def test_a_full_disk(disk: Path, on_disk: Workspace, tmp_path: Path, left: int) -> None:
    free = shutil.disk_usage(disk).free
    (disk / "ballast").write_bytes(b"x" * (free - left))
    submit = ("submission", "submit", tmp_path / "figures.csv", *SUBMIT)
    refused = on_disk.istmo(*submit)
    assert (refused.code, refused.err.count("\n")) == (3, 1), refused.err
    assert "The disk is full" in refused.err
    (disk / "ballast").unlink()
    on_disk.done("verify")
    assert "Submitted as c1/usaid/1" in on_disk.done(*submit).err


def test_a_read_only_disk_refuses_writing_and_can_be_saved(
    disk: Path, on_disk: Workspace, tmp_path: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for command in (
        ("submission", "submit", tmp_path / "figures.csv", *SUBMIT),
        ("people", "add", "eva", "--name", "Eva", "--role", "viewer"),
        ("framework", "import", tmp_path / "small"),
        ("init", disk / "other"),
    ):
        if command[0] == "people" and on_disk.environment:
            continue  # its rows are elsewhere
        refused = on_disk.istmo(*command)
        assert (refused.code, refused.err.count("\n")) == (2, 1), refused.err
        assert "read-only" in refused.err
    on_disk.done("verify")
    on_disk.done("backup", tmp_path / "saved.istmo")
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    on_disk.done("submission", "submit", tmp_path / "figures.csv", *SUBMIT)


def test_ctrl_c_in_the_middle(made: Workspace, tmp_path: Path) -> None:
    file = prepare(made, tmp_path)
    begun = made.begun("submission", "submit", file, *SUBMIT)
    while begun.poll() is None and not list(made.folder.glob(".work-*")):
        time.sleep(0.005)
    begun.send_signal(signal.SIGINT)
    (ran,) = ended([begun])
    assert (ran.code, ran.err) == (130, "Stopped. Nothing was left half done.\n")
    assert not list(made.folder.glob(".work-*"))
    made.done("verify")
    assert "Submitted as c1/usaid/1" in made.done("submission", "submit", file, *SUBMIT).err


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), GOOD.encode("utf-16"), GOOD.encode("latin-1")]
)
def test_odd_files_leave_a_whole_workspace(made: Workspace, tmp_path: Path, content: bytes) -> None:
    prepare(made, tmp_path)
    file = tmp_path / "odd name é.csv"
    file.write_bytes(content)
    ran = made.istmo("submission", "submit", file, *SUBMIT)
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.err
    made.done("verify")
    if ran.code == 1:
        assert made.istmo(*FREEZE).code == 2
