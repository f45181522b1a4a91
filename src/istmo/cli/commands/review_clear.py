"""`istmo review clear`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    by: opened.As,
    hash_: opened.Hash = "",
    comment: Annotated[str, typer.Option(help="Remark.")] = "",
) -> None:
    """Pass the next of the steps that the call has before an approval; see: istmo review steps.

    Example: istmo review clear fy2017/usaid/1 --as ben
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.clearance import clear, passed

    found = version(submission)
    clear(version=found, by=opened.acting(by), at=opened.now(), hash_=hash_, comment=comment)
    left = [f"{one.step} ({one.needs})" for one in passed(found) if one.by is None]
    face.say(f"Cleared. Next: {', '.join(left) if left else f'{face.called()} review approve {found.code}'}.")
