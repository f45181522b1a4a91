"""`istmo call answer`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    number: Annotated[int, typer.Argument(help="Number of the question.")],
    text: Annotated[str, typer.Argument(help="The answer.")],
    by: opened.As = "operator",
) -> None:
    """Answer a question about a data call; a later answer corrects an earlier one.

    Example: istmo call answer fy2017 1 "Only those that the agency paid for"
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, said

    question = queries.question(queries.call(call), number)
    said.answer(question=question, text=text, by=opened.acting(by), at=opened.now())
    face.say(f"Question {number} is answered.")
