"""Every shell block of the tutorial is run, in order, as a newcomer would type it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "one-figure.md"
_BLOCK = re.compile(r"^```sh(?: exit=(\d))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [(int(code or 0), text) for code, text in _BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))]


def test_tutorial_has_blocks_that_fail_on_purpose() -> None:
    assert {code for code, _ in BLOCKS} >= {0, 1, 2}


@pytest.mark.skipif(os.name == "nt", reason="the tutorial is written for a POSIX shell")
def test_tutorial_runs_as_written(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
    environment.pop("ISTMO_WORKSPACE", None)
    for code, text in BLOCKS:
        done = subprocess.run(
            ["sh", "-e", "-c", text],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{text}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    report = (tmp_path / "first" / "out" / "1" / "report.html").read_text(encoding="utf-8")
    assert 'data-figure="court-2017/documents/1:3"' in report
