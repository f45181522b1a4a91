"""Running `istmo` as a user does: in a process of its own, on a workspace of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.cast import GOOD, write_small


@dataclass(frozen=True)
class Ran:
    """What came of a command; a negative code is the signal that ended it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it gave, as JSON."""
        return json.loads(self.out)


@cache
def _server() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.workspace.server"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(arguments: list[str], environment: dict[str, str]) -> Ran:
    """Run `istmo` with these arguments and exactly this environment."""
    with TemporaryDirectory() as folder:
        order = {
            "arguments": arguments,
            "environment": environment,
            "out": f"{folder}/out",
            "err": f"{folder}/err",
        }
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return Ran(code, Path(folder, "out").read_text(), Path(folder, "err").read_text())


@dataclass(frozen=True)
class Workspace:
    """A folder, and what is set in the environment of its commands."""

    folder: Path
    environment: dict[str, str]

    def command(self, *arguments: object) -> list[str]:
        """The arguments of `istmo` for this folder."""
        return ["-w", str(self.folder), *map(str, arguments)]

    def istmo(self, *arguments: object, **environment: str) -> Ran:
        """Run one command on this folder."""
        return run(self.command(*arguments), {**os.environ, **self.environment, **environment})

    def done(self, *arguments: object) -> Ran:
        """The same for a command that has to succeed."""
        ran = self.istmo(*arguments)
        assert ran.code == 0, ran.err
        return ran

    def begun(self, *arguments: object) -> subprocess.Popen[str]:
        """Begin a command and do not wait for its end."""
        return subprocess.Popen(
            [sys.executable, "-m", "istmo", *self.command(*arguments)],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def ended(begun: list[subprocess.Popen[str]]) -> list[Ran]:
    """Wait for the end of all."""
    told = [process.communicate() for process in begun]
    return [Ran(process.returncode, out, err) for process, (out, err) in zip(begun, told, strict=True)]


def prepare(workspace: Workspace, beside: Path) -> Path:
    """Make it, with the small framework, Ana and Diego and an open call; give the file Ana will submit."""
    workspace.done("init", workspace.folder)
    workspace.done("framework", "import", write_small(beside / "small"))
    workspace.done("people", "add", "ana", "--name", "Ana", "--agency", "usaid", "--role", "reporter")
    workspace.done("people", "add", "diego", "--name", "Diego", "--role", "reviewer")
    opened = ("--title", "First call", "--framework", "small", "--year", "FY2017", "--agency", "usaid")
    workspace.done("call", "open", "c1", *opened)
    file = beside / "figures.csv"
    file.write_text(GOOD, encoding="utf-8")
    return file


SUBMIT = ("--call", "c1", "--agency", "usaid", "--as", "ana")
HOLD = ("review", "hold", "c1/usaid/1", "3", "--reason", "too high", "--as", "diego")
APPROVE = ("review", "approve", "c1/usaid/1", "--as", "diego")
FREEZE = ("release", "freeze", "--title", "First release")
