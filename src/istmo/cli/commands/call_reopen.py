"""`istmo call reopen`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    until: Annotated[
        str, typer.Option(help="When it closes again, such as 2017-12-20; by hand only unless told.")
    ] = "",
    by: opened.As = "operator",
) -> None:
    """Open a closed data call again, or let one that is open last longer.

    The moment is read in the call's own time zone; there is no grace after it.

    Example: istmo call reopen fy2017 --until 2017-12-20 --reason "The storm of 12 December"
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, timing
    from istmo.collect.calls import reopen_call

    found = queries.call(call)
    moment = timing.moment(until, found.zone, last=True) if until else None
    held = reopen_call(call=found, until=moment, reason=reason, by=opened.acting(by), at=opened.now())
    face.say(f"{held.code} is open until {timing.told(held, held.closes_at) or 'it is closed by hand'}.")
