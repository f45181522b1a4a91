"""`istmo people list`."""

from typing import Annotated

import typer

from istmo.cli import opened, tables


def run(ctx: typer.Context, json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List the accounts, with the number of each person.

    Example: istmo people list
    """
    opened.open_workspace(ctx)
    from istmo.people.permissions import limits
    from istmo.people.queries import users

    rows = [
        (
            u.code,
            u.person_id,
            u.person.name,
            u.role,
            str(u.agency or ""),
            limits(u),
            u.language,
            "open" if u.is_active else "closed",
        )
        for u in users()
    ]
    columns = ("code", "person", "name", "role", "agency", "scopes", "language", "state")
    tables.give("accounts", columns, rows, json_)
