"""`istmo call calendar`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    out: Annotated[Path | None, typer.Option(help="File to write; to the terminal unless told.")] = None,
) -> None:
    """Give a call's opening, due and closing moments as a calendar file (.ics).

    Example: istmo call calendar fy2017 --out fy2017.ics
    """
    opened.open_workspace(ctx)
    from istmo.collect import moments, queries

    text = moments.calendar(queries.call(call))
    if out is None:
        face.show(text.rstrip("\r\n"))
        return
    out.write_bytes(text.encode())
    face.say(f"{out} holds the moments of {call}.")
