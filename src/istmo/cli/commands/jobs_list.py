"""`istmo jobs list`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(
    ctx: typer.Context,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show the work in the background: how far it is, what came of it, what went wrong; the latest first.

    Example: istmo jobs list
    """
    opened.open_workspace(ctx)
    from istmo.jobs.models import Job

    rows = [
        (
            one.pk,
            one.kind,
            one.about,
            one.by.code,
            one.state,
            one.percent,
            one.result or None,
            one.error or None,
        )
        for one in Job.objects.select_related("by")[:100]
    ]
    columns = ("number", "kind", "about", "account", "state", "percent", "result", "error")
    tables.give("jobs", columns, rows, json_)
