"""`istmo call ask`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    text: Annotated[str, typer.Argument(help="The question.")],
    agency: Annotated[str, typer.Option(help="Agency that asks.")],
    by: opened.As,
) -> None:
    """Ask something about a data call; all who report to it read the question and its answer.

    Example: istmo call ask fy2017 "Do partners' trainings count?" --agency usaid --as ana
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, said
    from istmo.people.queries import agency as named

    asked = said.ask(
        call=queries.call(call), agency=named(agency), text=text, by=opened.acting(by), at=opened.now()
    )
    face.say(f"Question {asked.pk} stands. Its answer: istmo call questions {call}")
