"""`istmo review waive`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    check: Annotated[str, typer.Argument(help="The check that warns, such as large_change.")],
    by: opened.As,
    reason: Annotated[str, typer.Option(help="Why it may pass; told in the release.")],
    take_back: Annotated[
        bool, typer.Option("--withdraw", help="Withdraw what was let pass; the row stays on record.")
    ] = False,
    figures: Annotated[
        list[str] | None,
        typer.Argument(help="Rows or cells it may pass for; none: wherever the check warns in this version."),
    ] = None,
) -> None:
    """Let a warning pass, with the reason. For a figure it holds in later versions too, while the figure says the same.

    With --withdraw what was let pass is not any more; what was approved meanwhile keeps it.

    Example: istmo review waive fy2017/usaid/1 large_change 12 --reason "A new post opened" --as diego
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.waivers import waive, withdraw

    made = (withdraw if take_back else waive)(
        version=version(submission),
        code=check,
        figures=figures or (),
        reason=reason,
        by=opened.acting(by),
        at=opened.now(),
    )
    face.say(f"{'Withdrawn' if take_back else 'Let pass'}: {', '.join(map(str, made))}.")
