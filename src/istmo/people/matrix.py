"""The permission matrix and what each role needs, read from matrix.csv and roles.csv.

Both are data, so that one file is what is enforced, what the tests go through and what the docs show.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from istmo.people.models import Role

_FOLDER = Path(__file__).parent


class Reach(StrEnum):
    """How far a role may go in an action."""

    YES = "yes"
    #: Its agency and the units of it, within the account's scopes.
    AGENCY = "own agency"
    #: The same, and only where that is not an agency of the strategy's own.
    VOICE = "own voice"
    #: All that the account's scopes name; everything where it has none.
    SCOPE = "own scope"
    NO = "no"


class Bound(StrEnum):
    """Whether accounts of a role act for an agency."""

    NONE = "none"
    ANY = "any"
    NEEDED = "needed"
    NOT_OWN = "not own"


@dataclass(frozen=True)
class Needs:
    """What an account of a role needs: an agency, and whether a second factor before it writes anything."""

    agency: Bound
    second_factor: bool


@cache
def matrix() -> dict[str, dict[Role, Reach]]:
    """Action -> role -> reach. ValueError or KeyError if the file is not what it should be: that is our fault."""
    with (_FOLDER / "matrix.csv").open(encoding="utf-8", newline="") as file:
        return {row["action"]: {role: Reach(row[role]) for role in Role} for row in csv.DictReader(file)}


@cache
def needs() -> dict[Role, Needs]:
    """Role -> what its accounts need."""
    with (_FOLDER / "roles.csv").open(encoding="utf-8", newline="") as file:
        rows = {Role(row["role"]): row for row in csv.DictReader(file)}
    return {role: Needs(Bound(rows[role]["agency"]), rows[role]["second_factor"] == "yes") for role in Role}
