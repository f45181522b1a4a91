"""`istmo review approve`."""

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
    """Approve exactly one version of a submission, without what is held; the person who submitted it cannot.

    Example: istmo review approve fy2017/usaid/1 --as diego
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.services import approve

    decision = approve(
        version=version(submission), by=opened.acting(by), at=opened.now(), hash_=hash_, comment=comment
    )
    face.say(f"Approved. Next: {face.called()} release freeze --title TITLE")
    face.show(f"{decision.version.code}\t{decision.version.seal}")
