"""`istmo framework export`."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help="A folder, or the code of a framework of the workspace.")],
    format_: Annotated[str, typer.Option("--format", help="yaml (a folder) or json (one file).")] = "yaml",
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to; JSON goes to stdout without it.")
    ] = None,
) -> None:
    """Write a framework as files that can be read again, or as one JSON document.

    Example: istmo framework export strategy-2017 --format yaml --out my-framework
    """
    from istmo.spec import export
    from istmo.spec.architecture import load

    if format_ not in list(export.Format):
        told = (
            "StratML comes with a later version of istmo"
            if format_ == "stratml"
            else f"“{format_}” is no format"
        )
        raise WrongUse(f"{told}. Choose --format {' or '.join(export.Format)}.")
    if out is None and format_ != "json":
        raise WrongUse("A folder is written, so say where: --out FOLDER.")
    with TemporaryDirectory() as scratch:
        folder, code = (
            (Path(what), None) if Path(what).exists() else (_checkout(ctx, what, Path(scratch)), what)
        )
        architecture = load(folder)
        if out is None:
            chosen = architecture if code is None else architecture.only(code)
            face.show(export.as_json(chosen).rstrip())
        else:
            face.show(str(export.write(architecture, code, out, export.Format(format_))))


def _checkout(ctx: typer.Context, code: str, into: Path) -> Path:
    """The folder a framework was imported from, out of the workspace; a wrong code is told by the workspace."""
    opened.open_workspace(ctx)
    from istmo.framework.queries import checkout

    return checkout(code, into)
