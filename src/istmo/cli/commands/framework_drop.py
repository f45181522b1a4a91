"""`istmo framework drop`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="Number of the draft; see: istmo framework drafts.")],
    by: opened.As = "operator",
) -> None:
    """Give a draft of the framework up. What it said stays on record; nothing that is published changes.

    Example: istmo framework drop 3
    """
    opened.open_workspace(ctx)
    from istmo.framework import queries, services

    services.drop_draft(draft=queries.draft(number), by=opened.acting(by), at=opened.now())
    face.say(f"Draft {number} is given up.")
