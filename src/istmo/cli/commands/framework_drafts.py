"""`istmo framework drafts`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(ctx: typer.Context, json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List the drafts of the framework, the latest first, and what became of each.

    Example: istmo framework drafts
    """
    opened.open_workspace(ctx)
    from istmo.framework import queries

    rows = [
        (
            one.pk,
            one.title,
            "open" if one.is_open else "published" if one.published_id else "given up",
            one.begun_by.code,
            f"{one.begun_at:%Y-%m-%d %H:%M}",
        )
        for one in queries.all_drafts()
    ]
    tables.give("drafts", ("draft", "title", "state", "begun_by", "begun_at"), rows, json_)
