"""`istmo people sign-out`."""

import typer

from istmo.cli import face, opened


def run(ctx: typer.Context, by: opened.As) -> None:
    """End every session of an account: whoever sits at one of its browsers has to sign in again.

    Example: istmo people sign-out --as ana
    """
    opened.open_workspace(ctx)
    from istmo.people import sign_ins

    ended = sign_ins.end_others(by=opened.acting(by), key="", at=opened.now())
    face.say(f"Sessions ended: {ended}.")
