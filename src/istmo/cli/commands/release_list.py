"""`istmo release list`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(ctx: typer.Context, json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List the releases of the workspace.

    Example: istmo release list
    """
    opened.open_workspace(ctx)
    from istmo.freeze.queries import folder, releases

    columns = ("number", "title", "frozen", "supersedes", "content", "path")
    rows = [
        (
            r.number,
            r.title,
            f"{r.frozen_at:%Y-%m-%d}",
            r.parent and r.parent.number,
            r.content,
            folder(r.number),
        )
        for r in releases()
    ]
    tables.give("releases", columns, rows, json_)
