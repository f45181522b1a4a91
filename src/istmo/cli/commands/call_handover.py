"""`istmo call handover`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    agency: Annotated[str, typer.Option(help="Agency whose answer it is about.")],
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell what happened to an agency's answer and why, for who takes it over.

    Example: istmo call handover fy2017 --agency usaid
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries
    from istmo.people.queries import agency as named
    from istmo.review.handover import handover

    rows = [
        (f"{one.at:%Y-%m-%d %H:%M}", one.verb, one.version, one.who, ", ".join(one.figures), one.why)
        for one in handover(queries.call(call), named(agency))
    ]
    tables.give("entries", ("at", "what", "version", "who", "figures", "why"), rows, json_)
