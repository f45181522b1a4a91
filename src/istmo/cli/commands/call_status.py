"""`istmo call status`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from istmo.cli import opened, tables

if TYPE_CHECKING:
    from istmo.collect.board import Line

_COLUMNS = ("call", "year", "agency", "state", "version", "figures", "errors", "warnings")
_MORE = ("stage", "in_time", "asked", "came", "held", "draft", "nothing_because", "due")


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of one call; all calls unless given.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell who was asked, who has answered, where each answer stands, how much of it came and whether in time.

    Example: istmo call status fy2017
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, timing
    from istmo.collect.board import board
    from istmo.collect.models import DataCall
    from istmo.review.queries import held_counts

    calls = (
        [queries.call(call)]
        if call
        else list(DataCall.objects.select_related("framework__architecture").order_by("pk"))
    )
    rows = []
    for one in calls:
        due = timing.told(one, one.due_at) or None
        for line in board(one, opened.now(), held_counts(one)).lines:
            rows.append((one.code, one.reporting_year, line.agency.code, *_row(line), due))
    tables.give("answers", (*_COLUMNS, *_MORE), rows, json_)


def _row(line: "Line") -> tuple[Any, ...]:
    last = line.draft or line.version
    counts = (last.state, last.number, last.figures, last.errors, last.warnings) if last else None
    return (
        *(counts or ("nothing yet", None, None, None, None)),
        str(line.stage),
        str(line.in_time),
        line.counted.asked,
        line.counted.came,
        line.held,
        line.draft.number if line.draft else None,
        line.declaration.reason if line.declaration else None,
    )
