"""money_sums: Sums of money beside other statements of the same money
kind: exact
about: sum

A claim of money, set by the question `reconcile` beside what other documents tell of the same money: whether the parts
come to it, and what one has to assume to compare them at all.
"""

from collections.abc import Iterator

from istmo.analyse import catalogue
from istmo.analyse.answer import Queryable, sql
from istmo.analyse.findings.rules import Found

_STATED = """
    SELECT source, value, unit, claim, about FROM ({told}) AS told
    WHERE kind = 'funding' AND value IS NOT NULL ORDER BY claim
"""


def find(release: Queryable) -> Iterator[Found]:
    """One finding for each way in which claims of one document come near a sum that another states."""
    stated = {
        (source, value, unit): (claim, about)
        for source, value, unit, claim, about in release.query(_STATED.format(told=sql("claims")))
    }
    if not stated:
        return
    told = {source for source, _, _ in stated}
    for row in catalogue.ask("reconcile", release).dicts():
        mine = stated.get((row["source"], row["stated"], row["currency"]))
        if mine is None or row["parts_source"] not in told:
            continue
        besides = row["assumptions"] or row["why"]
        comparable = {
            "yes": "They can be compared",
            "under assumptions": "They can be compared only under an assumption",
            "no": "They cannot be compared",
        }
        yield Found(
            f"{mine[1]} beside {row['parts_told']} of {row['parts_source']}: {row['finding']}. "
            f"{comparable[row['comparable']]}{f': {besides}' if besides else ''}.",
            mine[0],
        )
