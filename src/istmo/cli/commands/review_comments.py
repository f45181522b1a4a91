"""`istmo review comments`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    everything: Annotated[bool, typer.Option("--all", help="Also what is resolved.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List what was said of a submission, where each figure stands in this version, or that it is gone.

    Example: istmo review comments fy2017/usaid
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.threads import threads

    columns = ("comment", "standing", "figure", "now", "by", "at", "text")
    rows = [
        (
            thread.comment.pk,
            str(thread.comment.standing),
            str(thread.keys[0]) if thread.keys else "the whole",
            "its figure is gone" if thread.is_gone else thread.place,
            remark.by.code,
            f"{remark.at:%Y-%m-%d %H:%M}",
            remark.text,
        )
        for thread in threads(version(submission))
        if everything or not thread.is_settled
        for remark in thread.remarks
    ]
    tables.give("comments", columns, rows, json_)
