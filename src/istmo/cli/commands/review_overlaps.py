"""`istmo review overlaps`."""

from typing import Annotated

import typer

from istmo.cli import face, opened, tables

#: What a person who decides has to see; the question `overlaps` of a release tells more.
COLUMNS = (
    "indicator", "place", "period", "state", "series", "if_max", "if_sum", "stands", "method", "reason", "decided_by",
    "notes",
)  # fmt: skip


def run(
    ctx: typer.Context,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="Also what is decided already, or comes out the same whatever is decided."
        ),
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List where approved figures may count the same people or things twice: what is due before the next freeze.

    Example: istmo review overlaps
    """
    opened.open_workspace(ctx)
    from istmo.analyse.answer import text
    from istmo.review.overlaps import waiting

    found = [row for row in waiting().dicts() if everything or row["due_before_freeze"]]
    rows = [tuple(None if row[name] is None else text(row[name]) for name in COLUMNS) for row in found]
    tables.give("overlaps", COLUMNS, rows, json_)
    if found and not json_:
        face.say(
            "Decide each: istmo review overlap INDICATOR PLACE PERIOD sum|max|custom --reason WHY --as USER"
        )
