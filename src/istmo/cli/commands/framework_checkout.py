"""`istmo framework checkout`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="Number of the draft; see: istmo framework drafts.")],
    out: Annotated[Path, typer.Option(help="A new folder.")],
) -> None:
    """Write the files of a draft into a folder, to be edited with any program and given back.

    Example: istmo framework checkout 3 --out next
    """
    opened.open_workspace(ctx)
    from istmo.framework import checkouts, queries

    paths = checkouts.write_out(queries.draft(number), out)
    face.show(str(out))
    face.say(
        f"{len(paths)} files of draft {number}. To look at what is wrong: istmo framework check {out}. "
        f"To give them back: istmo framework put {out}"
    )
