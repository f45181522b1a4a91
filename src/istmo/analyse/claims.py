"""Claims: what a careful reader would write in the margins of the documents, found by rule and told in sentences.

One rule is one file of the folder findings/; claims.sql is what they all look at. A row of kind `rule` counts what one
rule found, none included; the rows of kind `finding` follow in the order of the documents. A claim told in two documents
is one finding, unless the two differ. `exact` rests on structured data; `look_here` shows words for a person to judge.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.findings.rules import ABOUT, Found, Rule, findings, rules

COLUMNS = (
    "row", "rule", "about", "kind", "found", "claim", "also", "other", "source", "char_start", "char_end", "words",
    "sentence", "node", "indicator", "place", "period", "told",
)  # fmt: skip
READING = ("rule", "found", "claim", "also", "other", "source", "node", "sentence")

NOTES = (
    "exact: it follows from what is registered. look_here: words for a person to judge, shown as they stand there.",
    "The texts are not in the release: `istmo source show SOURCE --claim CODE` opens the place in an attached document.",
)
#: As many codes as a count names; the rows below it name all.
_NAMED = 12


class Told(NamedTuple):
    """What is shown of a claim beside each finding."""

    claim: str
    source: str
    char_start: int | None
    char_end: int | None
    indicator: str | None
    place: str | None
    period: str | None
    text: str
    counted: str


def ask(release: Queryable, **where: object) -> Answer:
    """Every rule with its count, then every finding; `where` keeps rows by column, WrongUse if it names another.

    row: `rule` or `finding`. about: what a rule looks at. claim, also: the claim that counts, and the same in other
    documents. other: the claim it is held against. node: of a gap in the plan, `framework/node`.
    """
    known(where, COLUMNS, "claims")
    claims = _claims(release)
    wanted = [rule for rule in rules() if where.get("rule") in (None, rule.code)]
    of_rule = findings(release, wanted)
    found = [(rule, _folded(of_rule[rule.code], claims)) for rule in wanted]
    counts = [_count(rule, of) for rule, of in found]
    told = [(_order(rule, one, claims), _row(rule, one, claims)) for rule, of in found for one in of]
    rows = (*counts, *(row for _, row in sorted(told, key=lambda pair: pair[0])))
    return Answer(COLUMNS, rows, NOTES, READING).where(where)


def _claims(release: Queryable) -> dict[str, Told]:
    text = (
        "SELECT claim, source, char_start, char_end, indicator, place, period, text, coalesce(twin, claim) AS counted "
        f"FROM (\n{sql('claims')}\n) AS told"
    )
    return {row[0]: Told(*row) for row in release.query(text)}


def _folded(found: Iterable[Found], claims: Mapping[str, Told]) -> list[tuple[Found, str | None]]:
    """Findings with the same claim in other documents beside them: the claim that counts stands for its twins."""
    alike: dict[tuple[str, ...], list[Found]] = {}
    for number, one in enumerate(found):
        mine = (_counted(one.claim, claims), _counted(one.other, claims)) if one.claim else (str(number),)
        alike.setdefault(mine, []).append(one)
    folded = []
    for of in alike.values():
        first, *others = sorted(
            of, key=lambda one: (one.claim != _counted(one.claim, claims), one.claim or "")
        )
        also = sorted({one.claim for one in others if one.claim and one.claim != first.claim})
        folded.append((first, " ".join(also) or None))
    return folded


def _counted(claim: str | None, claims: Mapping[str, Told]) -> str:
    told = claims.get(claim or "")
    return told.counted if told else claim or ""


def _count(rule: Rule, found: Sequence[tuple[Found, str | None]]) -> Row:
    """One row for a rule, also for one that found nothing: checked and none found is not the same as not checked."""
    codes = [one.claim for one, _ in found if one.claim]
    named = ", ".join(codes[:_NAMED]) + (" …" if len(codes) > _NAMED else "")
    told = f"{rule.title}: {len(found) or 'none found'}{f' ({named})' if codes else ''}."
    cells: dict[str, Any] = {"row": "rule", "found": len(found), "sentence": told}
    return _cells(rule, cells)


def _row(rule: Rule, found: tuple[Found, str | None], claims: Mapping[str, Told]) -> Row:
    one, also = found
    cells: dict[str, Any] = {"row": "finding", **one._asdict(), "also": also}
    if one.claim and (told := claims.get(one.claim)):
        cells |= {name: getattr(told, name) for name in ("source", "char_start", "char_end")}
        cells |= {"indicator": told.indicator, "place": told.place, "period": told.period, "told": told.text}
    return _cells(rule, cells)


def _cells(rule: Rule, cells: Mapping[str, Any]) -> Row:
    whole = {"rule": rule.code, "about": rule.about, "kind": rule.kind, **cells}
    return tuple(whole.get(name) for name in COLUMNS)


def _order(rule: Rule, found: tuple[Found, str | None], claims: Mapping[str, Told]) -> tuple[Any, ...]:
    """By document and place in it; then what is about no claim. Of one claim, by what the rules are about."""
    one = found[0]
    of = claims.get(one.claim or "")
    place = (of is None, of.source if of else one.source or "", (of.char_start or 0) if of else 0)
    return (
        *place,
        one.claim or "",
        ABOUT.index(rule.about),
        rule.code,
        one.other or "",
        one.node or "",
        one.sentence,
    )
