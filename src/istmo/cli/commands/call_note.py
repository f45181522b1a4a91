"""`istmo call note`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    text: Annotated[str, typer.Argument(help="The note.")],
    agency: Annotated[str, typer.Option(help="Agency whose answer it is about.")],
    by: opened.As,
) -> None:
    """Leave a note for whoever answers for an agency next; it stands in the handover.

    Example: istmo call note fy2017 "The post counts courses, not people" --agency usaid --as ana
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, said
    from istmo.people.queries import agency as named

    said.leave_note(
        call=queries.call(call), agency=named(agency), text=text, by=opened.acting(by), at=opened.now()
    )
    face.say(f"The note is left. To read everything: istmo call handover {call} --agency {agency}")
