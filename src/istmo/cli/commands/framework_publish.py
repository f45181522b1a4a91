"""`istmo framework publish`."""

from datetime import date
from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="Number of the draft; see: istmo framework drafts.")],
    effective: Annotated[str, typer.Option(help="The first day on which it holds, such as 2018-10-01.")],
    by: opened.As = "operator",
) -> None:
    """Publish a draft of the framework: it holds from a day on, and is never edited after.

    Everything that stands against it is told at once. Why something changed stands in its changes.yaml.

    Example: istmo framework publish 3 --effective 2018-10-01 --as eva
    """
    opened.open_workspace(ctx)
    from istmo.framework import queries, services

    versions = services.publish_draft(
        draft=queries.draft(number), effective=_day(effective), by=opened.acting(by), at=opened.now()
    )
    for version in versions:
        face.show(f"{version.code}\t{version.version}\t{version.title}")
    face.say(f"Draft {number} is published; it holds from {effective}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"“{text}” is no day: write it as year-month-day, such as 2018-10-01.") from None
