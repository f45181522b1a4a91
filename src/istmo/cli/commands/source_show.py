"""`istmo source show`."""

import re
from dataclasses import asdict
from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="Code of the source.")],
    span: Annotated[
        str, typer.Option("--span", help="First character and the one after the last: 120-180.")
    ] = "",
    claim: Annotated[str, typer.Option("--claim", help="The place of this claim instead.")] = "",
    around: Annotated[int, typer.Option("--around", help="Characters shown on either side.", min=0)] = 200,
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Open a place of an attached document: the place between ⟦ and ⟧, repairs of a damaged text in square brackets.

    Example: istmo source show report-2017 --claim F045
    """
    if bool(span) == bool(claim):
        raise WrongUse("Name one place: --span 120-180, or --claim CODE.")
    opened.open_workspace(ctx)
    from istmo.framework.documents import passage, passage_of_claim

    if claim:
        found = passage_of_claim(source, claim, around=around)
    else:
        ends = re.fullmatch(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*", span)
        if not ends:
            raise WrongUse(f"--span takes two numbers such as 120-180, not {span}.")
        found = passage(source, (int(ends[1]), int(ends[2])), around=around)
    if json_:
        face.show(face.as_json(**asdict(found)))
        return
    face.say(f"{found.source}, {found.place}, characters {found.char_start}-{found.char_end}:")
    face.show(found.shown)
