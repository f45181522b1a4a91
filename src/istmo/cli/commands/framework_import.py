"""`istmo framework import`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="Folder that holds frameworks/ and the shared files.")],
    by: opened.As = "operator",
) -> None:
    """Check a framework's folder and keep it; the same files again change nothing.

    Example: istmo framework import examples/central-america
    """
    opened.open_workspace(ctx)
    from istmo.framework.services import import_folder

    for version in import_folder(path=path, by=opened.acting(by), at=opened.now()):
        face.show(f"{version.code}\t{version.version}\t{version.title}")
