"""`istmo review list`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(ctx: typer.Context, json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List the submissions that wait for a decision, what is held of them, and the hash an approval may name.

    Example: istmo review list
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import waiting
    from istmo.review.queries import held, seal

    columns = ("submission", "state", "person", "figures", "transactions", "warnings", "held", "hash")
    rows = [
        (
            v.code,
            str(v.state),
            v.submitted_by_id,
            v.figures,
            v.transactions,
            v.warnings,
            ", ".join(map(str, held(v))),
            seal(v),
        )
        for v in waiting()
    ]
    tables.give("submissions", columns, rows, json_)
