"""The real command line in a process of its own, with a temporary folder that must be empty afterwards."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "central-america"
HEADER = "indicator,place,period,role,value,note\n"
ROW = "homicide-rate,SV,2016,context,81.2,año\n"
SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, what it gave, what it said, and what it left in the temporary folder."""

    code: int
    out: str
    said: str
    left: tuple[str, ...]


def environment(temporary: Path) -> dict[str, str]:
    """Our own environment with another temporary folder, made if it is not there."""
    temporary.mkdir(exist_ok=True)
    return {**os.environ, "TMPDIR": str(temporary)}


def command(*arguments: str | Path) -> list[str]:
    """`istmo …` of this very checkout."""
    return [sys.executable, "-m", "istmo", *map(str, arguments)]


def istmo(*arguments: str | Path, temporary: Path, seconds: float = SECONDS) -> Ended:
    """Run a command to its end."""
    done = subprocess.run(
        command(*arguments),
        env=environment(temporary),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr, tuple(sorted(os.listdir(temporary))))


def is_clean(ended: Ended) -> bool:
    """No traceback, no word of our own insides, nothing left behind, and every line a sentence."""
    inside = ("Traceback", 'File "', "duckdb.", "Error:", "Exception")
    lines = [line for line in ended.said.splitlines() if line.strip()]
    whole = all(line.rstrip().endswith((".", ")", "?")) for line in lines)
    return whole and not ended.left and not any(word in ended.said + ended.out for word in inside)
