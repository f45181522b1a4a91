"""`istmo call nothing`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    agency: Annotated[str, typer.Option(help="Agency that has nothing to report.")],
    because: Annotated[str, typer.Option(help="Why there is nothing.")],
    by: opened.As,
) -> None:
    """Say that an agency has nothing to report, and why. It counts as an answer until the agency submits something.

    Example: istmo call nothing fy2017 --agency inl --because "No program before 2018" --as carla
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries
    from istmo.collect.said import declare_nothing
    from istmo.people.queries import agency as named

    said, new = declare_nothing(
        call=queries.call(call), agency=named(agency), reason=because, by=opened.acting(by), at=opened.now()
    )
    face.say(f"{said}: nothing to report." if new else f"{said}: that was said already; nothing was changed.")
