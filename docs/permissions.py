"""The page of who may do what, made from people/matrix.csv and people/roles.csv."""

import csv
from pathlib import Path

_PEOPLE = Path(__file__).parents[1] / "src" / "istmo" / "people"
_REACH = {
    "yes": "everywhere",
    "own agency": "for its agency and the units of it, within its scopes",
    "own voice": "the same, and only for an agency that is not the strategy's own",
    "own scope": "within its scopes; everywhere where it has none",
    "no": "not at all",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (_PEOPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def page() -> str:
    """The matrix, what its words mean, and what each role needs."""
    matrix, roles = _rows("matrix.csv"), _rows("roles.csv")
    names = [role["role"] for role in roles]
    lines = [
        "# Who may do what",
        "",
        "Made from `people/matrix.csv` and `people/roles.csv`; do not edit.",
        "",
    ]
    lines += [_line(["action", *names]), _line(["---"] * (len(names) + 1))]
    lines += [_line([f"`{row['action'].lower()}`", *(row[name] for name in names)]) for row in matrix]
    lines += ["", "| word | means |", "|---|---|", *(_line([word, told]) for word, told in _REACH.items())]
    lines += [
        "",
        "A scope is an agency or unit, a place, or a node of a framework; an account may have several.",
        "",
    ]
    lines += ["| role | acts for an agency | second factor before it changes anything |", "|---|---|---|"]
    lines += [_line([row["role"], row["agency"], row["second_factor"]]) for row in roles]
    return "\n".join([*lines, ""])
