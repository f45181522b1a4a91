"""`istmo call open`."""

from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.collect.timing import Times


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Code of the call.")],
    title: Annotated[str, typer.Option(help="Name of the call.")],
    framework: Annotated[str, typer.Option(help="Framework asked about.")],
    year: Annotated[str, typer.Option(help="Year asked about, such as FY2017.")],
    agency: Annotated[
        list[str] | None,
        typer.Option(help="Agency asked; repeat for each. Left out: those in charge, as the framework says."),
    ] = None,
    asks: Annotated[
        str, typer.Option(help="performance, context, all, or nothing in particular.")
    ] = "performance",
    part: Annotated[
        list[str] | None,
        typer.Option(help="roster, results, restatements, baselines; repeat. The first three unless told."),
    ] = None,
    targets: Annotated[
        list[str] | None, typer.Option(help="Year to come for which targets are asked; repeat.")
    ] = None,
    opens: Annotated[str, typer.Option(help="From when on it takes answers; now unless told.")] = "",
    due: Annotated[
        str, typer.Option(help="Until when answers are asked for, such as 2017-12-15 or “2017-12-15 17:00”.")
    ] = "",
    closes: Annotated[str, typer.Option(help="When it closes by itself; by hand only unless told.")] = "",
    grace: Annotated[int, typer.Option(help="Days after that in which answers are taken.", min=0)] = 0,
    zone: Annotated[str, typer.Option(help="Time zone of these moments, such as America/Bogota.")] = "UTC",
    by: opened.As = "operator",
) -> None:
    """Open a data call for one or more agencies.

    Without a due moment it is standing, as for sources of context: nothing is ever late. Where the framework says
    `sheets: required`, a call is refused while the reference sheet of a performance indicator that it asks for is
    incomplete; what is missing is told all at once.

    Example: istmo call open fy2017 --title "Annual call 2017" --framework strategy-2017 --year FY2017 --due 2017-12-15
    """
    opened.open_workspace(ctx)
    from istmo.collect.calls import NewCall, in_charge, open_call, sheets_of
    from istmo.collect.models import Asks
    from istmo.collect.parts import parts
    from istmo.framework.queries import version
    from istmo.kernel.problem import group, has_errors
    from istmo.people.queries import agency as named

    if asks not in Asks.values:
        raise WrongUse(f"--asks is “{asks}”: write {', '.join(Asks.values)}.")
    of = version(framework)
    asked = {named(one): Asks(asks) for one in agency} if agency else in_charge(of, Asks(asks))
    wanted = parts(part or (), targets or (), year)
    new = NewCall(code, title, of, year, asked, _times(opens, due, closes, grace, zone), wanted)
    at = opened.now()
    lacking = sheets_of(new, at)
    if not has_errors(lacking):
        face.tell(group(lacking))
    call = open_call(new=new, by=opened.acting(by), at=at)
    face.say(f"{call.code} is open for {call.reporting_year}: {', '.join(one.code for one in asked)}.")


def _times(opens: str, due: str, closes: str, grace: int, zone: str) -> "Times":
    from istmo.collect.timing import Times, moment

    return Times(
        opens=moment(opens, zone) if opens else None,
        due=moment(due, zone, last=True) if due else None,
        closes=moment(closes, zone, last=True) if closes else None,
        grace_days=grace,
        zone=zone,
    )
