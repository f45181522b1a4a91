"""`istmo people add`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Short name to act under.")],
    role: Annotated[
        str, typer.Option(help="coordinator, reviewer, approver, reporter, partner, viewer or auditor.")
    ],
    name: Annotated[str, typer.Option(help="Name of the person.")] = "",
    agency: Annotated[str, typer.Option(help="Agency it acts for.")] = "",
    same_as: Annotated[str, typer.Option(help="Another account of the same person.")] = "",
    email: Annotated[str, typer.Option(help="E-mail, for signing in and for messages.")] = "",
    language: Annotated[
        str, typer.Option("--lang", help="Language of mails to it: en or es; every one unless told.")
    ] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option(help="Limit: agency:CODE, place:CODE or node:FRAMEWORK/CODE; as often as needed."),
    ] = None,
    by: opened.As = "operator",
) -> None:
    """Add an account, of a new person or of one who has an account already.

    Example: istmo people add ana --name "Ana Pérez" --agency usaid --role reporter
    """
    opened.open_workspace(ctx)
    from istmo.people import queries, services

    new = services.NewUser(
        code=code,
        role=role,
        name=name,
        agency=queries.agency(agency) if agency else None,
        same_as=queries.user(same_as) if same_as else None,
        email=email,
        scopes=services.scopes_of(scope or ()),
        language=language,
    )
    user = services.add_user(new=new, by=opened.acting(by), at=opened.now())
    face.say(f"{user.code} added: person {user.person_id}, {user.role}.")
