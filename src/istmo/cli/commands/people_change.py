"""`istmo people change`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Account.")],
    role: Annotated[str, typer.Option(help="Its role from now on; as it is unless told.")] = "",
    agency: Annotated[
        str | None, typer.Option(help="The agency it acts for; “” for none; as it is unless told.")
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="Limit: agency:CODE, place:CODE or node:FRAMEWORK/CODE; as often as needed, in place of those before."
        ),
    ] = None,
    unlimited: Annotated[
        bool, typer.Option("--unlimited", help="Without limits: all that its role reaches.")
    ] = False,
    by: opened.As = "operator",
) -> None:
    """Give an account another role, agency or limits. What it did stays as it was.

    Example: istmo people change ana --role approver --as eva
    """
    opened.open_workspace(ctx)
    from istmo.people import queries, services

    user = queries.user(code)
    kept = () if unlimited else tuple((one.kind, one.code) for one in user.scopes.all())
    to = services.Standing(
        role=role or user.role,
        agency=user.agency if agency is None else queries.agency(agency) if agency else None,
        scopes=services.scopes_of(scope) if scope else kept,
    )
    changed = services.change_user(user=user, to=to, by=opened.acting(by), at=opened.now())
    face.say(f"{changed.code} is {changed.role}{f' of {changed.agency}' if changed.agency else ''} now.")
