"""Plain Python for the structured rules of the question claims: sets of (rule, claim, other), twins folded."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Finding = tuple[str, str, str | None]

RULES = (
    "no_target", "no_baseline", "percent_without_base", "rate_without_denominator", "causal_on_context",
    "causal_without_evidence", "begins_before_funds", "preliminary", "preliminary_as_final", "scope_dropped",
    "definition_differs", "wording_differs", "value_differs", "sums", "lower_bound", "part_of_another", "comparison",
    "no_source", "no_date",
)  # fmt: skip
_STRENGTH = {"causal": 2, "contributory": 1, "none": 0}
_LOOSE = ("about", "at_least", "at_most")


class Told:
    """One claim with its figure and what its document's caveats say of it."""

    def __init__(self, claim: Row, tables: Tables) -> None:
        self.claim, self.tables = claim, tables
        by_code = {row["code"]: row for row in tables["claims"]}
        self.other = by_code.get(claim.get("twin") or "")
        if self.other and self.other.get("twin") == claim["code"] and claim["code"] < self.other["code"]:
            self.other = None
        self.caveats = [
            by_code[link["claim"]]
            for link in tables["claim_links"]
            if link["relation"] == "limits"
            and link["other"] == claim["code"]
            and by_code[link["claim"]]["source"] == claim["source"]
        ]
        self.indicator = next((i for i in tables["indicators"] if i["code"] == claim.get("indicator")), None)
        self.figure = next(
            (f for f in tables["figures"] if f["role"] in ("result", "context") and self._fits(f)), None
        )

    def _fits(self, figure: Row) -> bool:
        same = figure["indicator"] == self.claim.get("indicator") and figure["place"] == self.claim.get(
            "place"
        )
        return same and all(figure.get(end) == self.claim.get(end) for end in ("period_start", "period_end"))

    def get(self, name: str) -> Any:
        """What the claim says, else its figure."""
        own = self.claim.get(name)
        return own if own is not None or self.figure is None else self.figure.get(name)

    @property
    def scope(self) -> str | None:
        told = [
            caveat["scope"] for caveat in sorted(self.caveats, key=lambda c: c["code"]) if caveat.get("scope")
        ]
        return self.claim.get("scope") or "; ".join(told) or None

    @property
    def maturity(self) -> str | None:
        own: str | None = self.claim.get("maturity")
        limited = any(caveat.get("maturity") == "preliminary" for caveat in self.caveats)
        return own or ("preliminary" if limited else None)

    def has(self, role: str) -> bool:
        """Whether a figure of that role stands beside it."""
        mine = self.claim.get("indicator"), self.claim.get("place")
        return any(f["role"] == role and (f["indicator"], f["place"]) == mine for f in self.tables["figures"])


def findings(tables: Tables) -> set[Finding]:
    """What the rules above find."""
    told = {row["code"]: Told(row, tables) for row in tables["claims"]}
    found = set()
    for one in told.values():
        for rule in _alone(one):
            found.add((rule, one.claim["code"], None))
        if one.other:
            found |= set(_pair(one, told[one.other["code"]]))
    found |= set(_linked(told, tables))
    return _folded(found, told)


def _folded(found: set[Finding], told: dict[str, Told]) -> set[Finding]:
    """Of findings of a claim and its twins, that of the claim that counts, else of the first."""

    def counted(code: str | None) -> str:
        one = told.get(code or "")
        return one.other["code"] if one and one.other else code or ""

    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding[0], counted(finding[1]), counted(finding[2])), []).append(finding)
    return {min(of, key=lambda f: (f[1] != counted(f[1]), f[1], f[2] or "")) for of in groups.values()}


def _alone(one: Told) -> Iterator[str]:
    claim, figure, indicator = one.claim, one.figure, one.indicator
    is_result = claim.get("kind") == "result"
    number = one.get("value")
    if one.claim.get("maturity") == "preliminary" and number is not None:
        yield "preliminary"
    told = claim.get("kind") in ("result", "context", "funding")
    if told and one.get("qualifier") in ("at_least", "at_most") and number is not None:
        yield "lower_bound"
    if claim.get("kind") in ("result", "context") and number is not None:
        if not claim.get("cites"):
            yield "no_source"
        if claim.get("period") == "undated":
            yield "no_date"
    if indicator and claim.get("wording") == "causal":
        over = {e["code"] for e in one.tables["evaluations"] if e["status"] in ("done", "published")}
        links = one.tables["evaluation_links"]
        proven = any(x["indicator"] == indicator["code"] and x["evaluation"] in over for x in links)
        compared = any(
            link["claim"] == claim["code"] and link["relation"] == "compared_with"
            for link in one.tables["claim_links"]
        )
        if indicator["kind"] == "context":
            yield "causal_on_context"
        elif indicator["kind"] == "outcome" and not proven and not compared:
            yield "causal_without_evidence"
    if figure and indicator:
        yield from _figure(one, figure, indicator, is_result)


def _figure(one: Told, figure: Row, indicator: Row, is_result: bool) -> Iterator[str]:
    measure = indicator["measure"]
    if is_result and not one.has("target"):
        yield "no_target"
    if is_result and measure != "change" and indicator["direction"] != "none" and not one.has("baseline"):
        yield "no_baseline"
    if measure == "change" and figure.get("denominator") is None:
        yield "percent_without_base"
    if measure == "ratio" and figure.get("denominator") is None:
        yield "rate_without_denominator"
    start = one.tables["frameworks"][0]["funds_from"]
    if figure["role"] == "result" and indicator["kind"] != "context" and start and figure["period_start"]:
        first = (int(start[2:]) - 1, 10, 1)
        began = figure["period_start"]
        since = figure.get("base_period") if measure == "change" else None
        if (began.year, began.month, began.day) < first or (since and (int(since[:4]), 1, 1) < first):
            yield "begins_before_funds"


def _pair(one: Told, other: Told) -> Iterator[Finding]:
    mine, theirs = one.claim, other.claim
    if mine["source"] == theirs["source"]:
        return
    for settled, preliminary in ((one, other), (other, one)):
        codes = settled.claim["code"], preliminary.claim["code"]
        if preliminary.maturity == "preliminary" and settled.maturity in (None, "final"):
            yield ("preliminary_as_final", *codes)
        if preliminary.scope and not settled.scope:
            yield ("scope_dropped", *codes)
    if one.scope and other.scope and one.scope.lower() != other.scope.lower():
        yield ("scope_dropped", mine["code"], theirs["code"])
    if mine.get("measures") and theirs.get("measures") and mine["measures"] != theirs["measures"]:
        yield ("definition_differs", mine["code"], theirs["code"])
    if mine.get("wording") and theirs.get("wording") and mine["wording"] != theirs["wording"]:
        yield ("wording_differs", mine["code"], theirs["code"])
    names = ("value", "unit", "qualifier")
    differs = any(
        one.get(n) is not None and other.get(n) is not None and one.get(n) != other.get(n) for n in names
    )
    tied = any(
        {link["claim"], link["other"]} == {mine["code"], theirs["code"]}
        for link in one.tables["claim_links"]
        if link["relation"] in ("sum_of", "part_of")
    )
    if differs and not tied:
        yield ("value_differs", mine["code"], theirs["code"])


def _linked(told: dict[str, Told], tables: Tables) -> Iterator[Finding]:
    sums: dict[str, list[Told]] = {}
    for link in tables["claim_links"]:
        one, other = told[link["claim"]], told[link["other"]]
        if link["relation"] == "sum_of":
            sums.setdefault(link["claim"], []).append(other)
        if link["relation"] == "part_of":
            yield ("part_of_another", link["claim"], link["other"])
        if link["relation"] == "compared_with" and _is_loose(one, other):
            yield ("comparison", link["claim"], link["other"])
    for whole, parts in sums.items():
        if not _adds_up(told[whole], parts):
            yield ("sums", whole, min(part.claim["code"] for part in parts))


def _is_loose(one: Told, other: Told) -> bool:
    numbers = [told.figure and told.figure.get("denominator") for told in (one, other)]
    units = one.get("unit"), other.get("unit")
    return (
        one.claim.get("groups_overlap") != "no"
        or None in numbers
        or (None not in units and units[0] != units[1])
    )


def _adds_up(whole: Told, parts: list[Told]) -> bool:
    values = [part.get("value") for part in parts]
    units = {part.get("unit") for part in parts} - {None}
    if None in values or whole.get("value") is None or len(units) > 1:
        return False
    if units and whole.get("unit") and units != {whole.get("unit")}:
        return False
    loose = any(part.get("qualifier") in _LOOSE for part in parts)
    return bool(sum(values, Decimal(0)) == whole.get("value")) and not (
        loose and (whole.get("qualifier") or "exact") == "exact"
    )
