"""Commands that are stopped half way: by the person, or by a full disk. Nothing is left, and one sentence says so."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.hostile.cli import EXAMPLE, SECONDS, Ended, command, environment, is_clean, istmo

ROWS = 1_500_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes a few seconds to check."""
    file = tmp_path_factory.mktemp("large") / "figures.csv"
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'homicide-rate' as indicator, 'SV' as place, (1900 + i % 150)::varchar as period, "
            "'context' as role, i::varchar as value, 'row ' || i as note "
            f"from range({ROWS}) t(i)) to '{file}' (header)"
        )
    return file


def check(file: Path) -> list[str]:
    """The command that checks a file against the worked example."""
    return command("submission", "check", file, "--framework", EXAMPLE)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
@pytest.mark.parametrize("after", [0.0, 0.7])
def test_control_c_leaves_nothing(after: float, large: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    with subprocess.Popen(
        check(large),
        env=environment(temporary),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        begun(temporary)
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        out, said = running.communicate(timeout=SECONDS)
    ended = Ended(running.returncode, out, said, tuple(os.listdir(temporary)))
    assert (ended.code, is_clean(ended), out) == (130, True, ""), ended
    assert not alive(running.pid), "a process of the command goes on"


def begun(temporary: Path) -> None:
    """Wait until the command has made its folder."""
    limit = time.monotonic() + SECONDS
    while not any(temporary.iterdir()):
        assert time.monotonic() < limit, "the command never began"
        time.sleep(0.02)


def alive(group: int) -> bool:
    """Whether a process of that group is there still; it is given a moment to go."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; only an administrator can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_is_one_sentence(large: Path, small_disk: Path) -> None:
    ended = istmo("submission", "check", large, "--framework", EXAMPLE, temporary=small_disk)
    assert ended.code == 3, ended
    assert "The disk is full" in ended.said
    assert is_clean(ended), ended
