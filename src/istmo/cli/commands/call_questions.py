"""`istmo call questions`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show the questions about a data call and what was answered; the last answer is the one that holds.

    Example: istmo call questions fy2017
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries

    rows = [
        (
            one.pk,
            one.agency.code,
            one.text,
            answers[-1].text if (answers := list(one.answers.all())) else None,
        )
        for one in queries.questions(queries.call(call))
    ]
    tables.give("questions", ("number", "agency", "question", "answer"), rows, json_)
