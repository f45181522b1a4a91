"""`istmo backup`."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context, out: Annotated[Path, typer.Argument(help="File to write; must not exist.")]
) -> None:
    """Write the whole workspace into one file. It holds the secret key: keep it as you keep the workspace.

    Example: istmo backup 2017-10-01.istmo
    """
    opened.open_workspace(ctx)
    from istmo.freeze.backup import backup

    backup(out)
    face.say(f"{out} is written. Bring it back with: {face.called()} -w NEW-FOLDER restore {quote(str(out))}")
