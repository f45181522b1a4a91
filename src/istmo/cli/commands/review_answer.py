"""`istmo review answer`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="Number of the comment; see: istmo review comments.")],
    by: opened.As,
    text: Annotated[str, typer.Option(help="The answer, or what settled it.")],
    resolve: Annotated[bool, typer.Option("--resolve", help="It is settled; only who may decide.")] = False,
) -> None:
    """Answer a comment, or say that it is resolved. What was said before stays as it is.

    Example: istmo review answer 3 --text "Yes, with the fourth quarter" --as ana
    """
    opened.open_workspace(ctx)
    from istmo.review import comments, threads

    found, acting = threads.comment(number), opened.acting(by)
    if resolve:
        comments.resolve(comment=found, text=text, by=acting, at=opened.now())
    else:
        comments.answer(comment=found, text=text, by=acting, at=opened.now())
    face.say(f"Comment {found.pk} is {found.standing} now.")
