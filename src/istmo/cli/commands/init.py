"""`istmo init`."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Folder; --workspace unless given.")] = None,
) -> None:
    """Make a workspace; where there is one already, nothing changes.

    Example: istmo init central-america
    """
    path: Path = folder or ctx.obj
    if opened.workspace().make(path, opened.now()):
        face.say(
            f"Workspace made in {path}. Next: {face.called()} -w {quote(str(path))} framework import FOLDER"
        )
    else:
        face.say(f"{path} is a workspace already; nothing was changed.")
