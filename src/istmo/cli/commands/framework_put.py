"""`istmo framework put`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A folder that istmo framework checkout wrote.")],
    by: opened.As = "operator",
) -> None:
    """Take the files that changed back into their draft. What somebody else changed there meanwhile is never overwritten.

    Example: istmo framework put next
    """
    opened.open_workspace(ctx)
    from istmo.framework import checkouts

    back = checkouts.read(folder)
    checkouts.take_back(back, folder, by=opened.acting(by), at=opened.now())
    for path in sorted(back.changed):
        face.show(path)
    if back.gone:
        face.say(
            f"Gone from the folder, and still in the draft: {', '.join(back.gone)}. Empty a file to drop what it says."
        )
    face.say(
        f"{len(back.changed)} files taken into draft {back.draft.pk}. To publish it: "
        f"istmo framework publish {back.draft.pk} --effective DAY"
    )
