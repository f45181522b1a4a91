"""`istmo call status`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of one call; all calls unless given.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell who was asked, who has answered, and where each answer stands.

    Example: istmo call status fy2017
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries
    from istmo.collect.models import DataCall

    calls = [queries.call(call)] if call else list(DataCall.objects.order_by("pk"))
    columns = ("call", "year", "agency", "state", "version", "figures", "errors", "warnings")
    rows = [
        (s.call.code, s.call.reporting_year, s.agency.code, s.state)
        + ((v.number, v.figures, v.errors, v.warnings) if (v := s.version) else (None,) * 4)
        for s in queries.standings(calls)
    ]
    tables.give("answers", columns, rows, json_)
