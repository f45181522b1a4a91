"""money_sums: Sums of money beside other statements of the same money
kind: exact
about: sum

A claim of money, set by the question `reconcile` beside what other documents tell of the same money: whether the parts
come to it, and what one has to assume to compare them at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from istmo.analyse import catalogue
from istmo.analyse.answer import Queryable, sql
from istmo.analyse.findings.rules import Found
from istmo.kernel.quantity import shown

_STATED = """
    SELECT source, value, unit, claim, about FROM ({told}) AS told
    WHERE kind = 'funding' AND value IS NOT NULL ORDER BY claim
"""
_COMPARABLE = {
    "yes": "They can be compared",
    "under assumptions": "They can be compared only under an assumption",
    "no": "They cannot be compared",
}
_Key = tuple[str, Decimal, str]


def find(release: Queryable) -> Iterator[Found]:
    """One finding for each way in which claims of another document come near a sum, unless they come to it plainly."""
    told: dict[_Key, tuple[str, str]] = {
        (source, value, unit): (claim, about)
        for source, value, unit, claim, about in release.query(_STATED.format(told=sql("claims")))
    }
    if not told:
        return
    for row in catalogue.ask("reconcile", release).dicts():
        mine = told.get((row["source"], row["stated"], row["currency"]))
        parts = _parts(told, row)
        if mine and parts and not (row["comparable"] == "yes" and row["difference"] == 0):
            yield Found(_sentence(mine[1], parts, row), mine[0], parts[0])


def _parts(told: Mapping[_Key, tuple[str, str]], row: Mapping[str, Any]) -> list[str]:
    """The claims that tell the parts, as far as they are told in claims."""
    return [
        claim
        for (source, value, unit), (claim, _) in told.items()
        if (source, unit) == (row["parts_source"], row["currency"]) and shown(value) in row["parts_told"]
    ]


def _sentence(about: str, parts: Sequence[str], row: Mapping[str, Any]) -> str:
    besides = row["assumptions"] or row["why"]
    return (
        f"{about}. {row['parts_source']} tells {row['parts_told']} ({', '.join(parts)}): {row['finding']}. "
        f"{_COMPARABLE[row['comparable']]}{f': {besides}' if besides else ''}."
    )
