"""The command line: one command, one file, found by walking `cli/commands`.

A file `release_verify.py` is `istmo release verify`; `demo.py` is `istmo demo`. Each holds one function `run`, whose
docstring is the help. Nothing is imported before it is called, so that `--help` and the commands that need no
workspace start quickly.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from istmo import __version__
from istmo.cli import commands, face

#: What the commands of a noun are about; the verbs are listed below it by themselves.
NOUNS = {
    "call": "Data calls: open one, send workbooks, take answers in, see who is missing.",
    "draft": "Texts about results: check them against a release.",
    "framework": "A framework as a folder: check, compare, import, export, draft, publish.",
    "jobs": "Work in the background.",
    "log": "The log of all that was done.",
    "people": "Persons who use the workspace, and their accounts.",
    "publish": "Reports, fact sheets and country pages of a release.",
    "release": "Releases: freeze what is approved, verify it, compare two.",
    "review": "Review of what came in: compare, comment, hold, return, approve, settle.",
    "source": "Documents that claims rest on: attach one, open a place in it.",
    "submission": "Check and submit a file of figures.",
}


def _command(module: str, name: str) -> Any:
    app = typer.Typer(add_completion=False)
    app.command(name=name)(import_module(f"istmo.cli.commands.{module}").run)
    return get_command(app)


def _modules() -> list[str]:
    return sorted(module.name for module in iter_modules(commands.__path__))


class Noun(TyperGroup):
    """`istmo release …`: the verbs are the files that begin with the noun."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The verbs, in order."""
        start = f"{self.name}_"
        return [name.removeprefix(start).replace("_", "-") for name in _modules() if name.startswith(start)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a verb; its file is imported only now."""
        module = f"{self.name}_{cmd_name.replace('-', '_')}"
        return _command(module, cmd_name) if module in _modules() else None


class Root(TyperGroup):
    """`istmo …`: nouns, and files without an underscore."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Nouns and single commands, in order."""
        return sorted({name.partition("_")[0] for name in _modules()})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A single command, or the group of a noun."""
        if cmd_name in _modules():
            return _command(cmd_name, cmd_name)
        if cmd_name in self.list_commands(ctx):
            return Noun(name=cmd_name, help=NOUNS[cmd_name], no_args_is_help=True)
        return None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"istmo {__version__}")
        raise typer.Exit


app = typer.Typer(cls=Root, no_args_is_help=True, add_completion=False)


@app.callback()
def root(
    ctx: typer.Context,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", envvar="ISTMO_WORKSPACE", help="Folder of the workspace.")
    ] = Path("workspace"),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """istmo, the open Results Architecture.

    Figures come in, are checked, are approved, are frozen, are asked, are published.
    Exit 0: fine. 1: at least one error in the input. 2: wrong use. 3: our fault.
    """
    ctx.obj = workspace


def main(arguments: Sequence[str] | None = None) -> Any:
    """Run the command line; the process ends with the exit code of the contract."""
    with face.honest_exit():
        app(args=list(arguments) if arguments is not None else sys.argv[1:], prog_name="istmo")
