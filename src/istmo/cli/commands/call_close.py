"""`istmo call close`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    by: opened.As = "operator",
) -> None:
    """Close a data call: what comes later is kept as a draft and not submitted.

    Example: istmo call close fy2017
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries
    from istmo.collect.calls import close_call

    found = queries.call(call)
    close_call(call=found, by=opened.acting(by), at=opened.now())
    face.say(
        f"{found.code} is closed. What comes later is kept, and told on the board: istmo call status {found.code}"
    )
