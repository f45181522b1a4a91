"""`istmo call open`."""

from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Code of the call.")],
    title: Annotated[str, typer.Option(help="Name of the call.")],
    framework: Annotated[str, typer.Option(help="Framework asked about.")],
    year: Annotated[str, typer.Option(help="Year asked about, such as FY2017.")],
    agency: Annotated[list[str], typer.Option(help="Agency asked; repeat for each.")],
    asks: Annotated[
        str, typer.Option(help="performance, context, all, or nothing in particular.")
    ] = "performance",
    by: opened.As = "operator",
) -> None:
    """Open a data call for one or more agencies.

    Where the framework says `sheets: required`, a call is refused while the reference sheet of a performance indicator
    that it asks for is incomplete; what is missing is told all at once.

    Example: istmo call open fy2017 --title "Annual call 2017" --framework strategy-2017 --year FY2017 --agency usaid
    """
    opened.open_workspace(ctx)
    from istmo.collect.models import Asks
    from istmo.collect.services import NewCall, open_call, sheets_of
    from istmo.framework.queries import version
    from istmo.kernel.problem import group, has_errors
    from istmo.people.queries import agency as named

    if asks not in Asks.values:
        raise WrongUse(f"--asks is “{asks}”: write {', '.join(Asks.values)}.")
    asked = {named(one): Asks(asks) for one in agency}
    new = NewCall(code, title, version(framework), year, asked)
    at = opened.now()
    lacking = sheets_of(new, at)
    if not has_errors(lacking):
        face.tell(group(lacking))
    call = open_call(new=new, by=opened.acting(by), at=at)
    face.say(f"{call.code} is open for {call.reporting_year}: {', '.join(agency)}.")
