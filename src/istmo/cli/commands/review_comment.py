"""`istmo review comment`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    by: opened.As,
    text: Annotated[str, typer.Option(help="What there is to say or ask.")],
    figures: Annotated[
        list[str] | None,
        typer.Argument(
            help="Rows, or cells such as Results!F12, as the reporter sees them; none: on the whole."
        ),
    ] = None,
) -> None:
    """Comment on figures of a submission, or on the whole. A comment finds its figure again in the next version.

    Example: istmo review comment fy2017/usaid/1 12 F14 --text "Is this the whole year?" --as diego
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.comments import comment

    found = version(submission)
    made = comment(version=found, figures=figures or (), text=text, by=opened.acting(by), at=opened.now())
    face.say(
        f"Said of {found.code}. Its agency answers: {face.called()} review answer NUMBER --text TEXT --as USER"
    )
    for one in made:
        face.show(str(one))
