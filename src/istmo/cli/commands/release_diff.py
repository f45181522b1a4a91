"""`istmo release diff`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face


def run(
    old: Annotated[Path, typer.Argument(help="Folder of the earlier release.", metavar="A")],
    new: Annotated[Path, typer.Argument(help="Folder of the later release.", metavar="B")],
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Tell what changed between two releases: figures added, removed and changed, and every register.

    Example: istmo release diff workspace/releases/1 workspace/releases/2
    """
    from istmo.release.changes import as_text
    from istmo.release.diff import diff

    found = diff(old, new)
    face.show(face.as_json(**found.to_json()) if json_ else as_text(found))
