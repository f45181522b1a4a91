"""`istmo review steps`."""

from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import opened, tables
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.review.clearance import Step


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    step: Annotated[
        list[str] | None, typer.Option(help="NAME:ROLE or NAME:ROLE:AGENCY, in order; repeat for each.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="From now on versions need no steps.")] = False,
    by: opened.As = "operator",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell or set the steps that the versions of a call pass before they may be approved. Unless set there are none.

    Example: istmo review steps fy2017 --step bureau:approver:usaid --step secretariat:reviewer
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import call as named
    from istmo.review.clearance import set_steps

    found = named(call)
    if step and none:
        raise WrongUse("Name steps, or --none, not both.")
    if step or none:
        wanted = [_step(one) for one in step or ()]
        set_steps(call=found, steps=wanted, by=opened.acting(by), at=opened.now())
    columns = ("number", "step", "role", "agency")
    rows = [
        (one.number, one.name, str(one.role), one.agency.code if one.agency else None)
        for one in found.clearance_steps.select_related("agency")
    ]
    tables.give("steps", columns, rows, json_)


def _step(text: str) -> "Step":
    from istmo.people.queries import agency
    from istmo.review.clearance import Step

    name, _, rest = text.partition(":")
    role, _, of = rest.partition(":")
    if not rest:
        raise WrongUse(
            f"“{text}” is no step: write NAME:ROLE or NAME:ROLE:AGENCY, such as bureau:approver:usaid."
        )
    return Step(name, role, agency(of) if of else None)
