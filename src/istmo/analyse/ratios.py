"""Ratios of one indicator, place and period: pooled as sum of numerators over sum of denominators.

progress.sql hands over each series' value, numerator and denominator of result, target and baseline as text, because
comparing ratios needs a division. Who lacks a numerator or denominator is left out, named and counted; below the
share of the expected that the framework needs, the total is not available (DESIGN section 3, Ratios).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.kernel.measure import Achievement, Algebra, Direction, Measure, Status, Time, achievement, quotient
from istmo.kernel.quantity import EXACT, Qualifier, Quantity

HALF = Decimal("0.5")
REPORTED = "reported"


@dataclass(frozen=True)
class Share:
    """One ratio as stated: its value, its numerator and denominator, or both."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def divides(self) -> bool:
        """Whether it can be pooled with others."""
        return self.numerator is not None and bool(self.denominator)

    @property
    def stated(self) -> bool:
        """Whether there is anything to show."""
        return self.value is not None or self.divides

    def in_units_of(self, per: Decimal) -> Decimal | None:
        """The value as stated, else made of numerator and denominator."""
        return self.value if self.value is not None else quotient(self.numerator, self.denominator, per)


@dataclass(frozen=True)
class Part:
    """One series: its result, target and baseline, and whether the first two were reported, in numbers or in words."""

    result: Share
    target: Share
    baseline: Share
    name: str
    answered: bool
    targeted: bool


@dataclass(frozen=True)
class Pooled:
    """What the series say together. `met` of `matched` series reached their own target."""

    result: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    target: Decimal | None
    baseline: Decimal | None
    judged: Achievement
    way: tuple[Decimal | None, Decimal | None]
    left_out: tuple[str, ...]
    pooled: int
    matched: int
    met: int
    below_share: bool


@dataclass(frozen=True)
class Rule:
    """How to pool: the indicator's algebra, whether series pool at all, the expected number and share needed."""

    algebra: Algebra
    pools: bool
    expected: int
    share_needed: Decimal
    ended: bool

    @property
    def per(self) -> Decimal:
        """In what units the ratio is stated; 1 where the indicator does not say."""
        return self.algebra.per or Decimal(1)


def read(text: str) -> list[Part]:
    """The series as progress.sql writes them: two states, nine numbers, agency and activity."""
    parts = []
    for entry in text.split(";"):
        answered, targeted, *cells, agency, activity = entry.split("|")
        numbers = [Decimal(cell) if cell else None for cell in cells]
        result, target, baseline = (Share(*numbers[at : at + 3]) for at in (0, 3, 6))
        name = " ".join(code for code in (agency, activity) if code) or "no agency named"
        parts.append(Part(result, target, baseline, name, answered == REPORTED, targeted == REPORTED))
    return parts


def pool(parts: Sequence[Part], rule: Rule, qualifier: str) -> Pooled:
    """Result, target, baseline and verdict of the series together; like for like over those with both."""
    reported = [part for part in parts if part.result.stated]
    counted = _counted(reported, rule)
    enough = len(reported) <= 1 or Decimal(len(counted)) >= EXACT.multiply(
        rule.share_needed, Decimal(rule.expected)
    )
    result = _together([part.result for part in counted], rule.per) if enough else None
    matched = [part for part in reported if part.target.stated]
    alike = [part for part in matched if part in counted] if enough else []
    judged, way = _judge(alike, rule, qualifier)
    if result is None:
        judged = Achievement(_unpooled(parts, reported, enough, rule))
    elif not alike and rule.algebra.direction is not Direction.NONE:
        judged = Achievement(_unmatched(parts, matched, rule))
    return Pooled(
        result=result,
        numerator=_sum(part.result.numerator for part in counted if part.result.divides),
        denominator=_sum(part.result.denominator for part in counted if part.result.divides),
        target=_common([part.target for part in parts if part.target.stated], rule.per),
        baseline=_common([part.baseline for part in counted], rule.per),
        judged=judged,
        way=way,
        left_out=tuple(part.name for part in reported if part not in counted),
        pooled=len(counted),
        matched=len(matched),
        met=sum(_alone(part, rule) is Status.MET for part in matched),
        below_share=not enough,
    )


def _counted(reported: list[Part], rule: Rule) -> list[Part]:
    if len(reported) <= 1:
        return reported
    return [part for part in reported if part.result.divides] if rule.pools else []


def _together(shares: Sequence[Share], per: Decimal) -> Decimal | None:
    if len(shares) == 1:
        return shares[0].in_units_of(per)
    return quotient(_sum(s.numerator for s in shares), _sum(s.denominator for s in shares), per)


def _common(shares: Sequence[Share], per: Decimal) -> Decimal | None:
    """One target or baseline for all: equal ones are that one; else planned numerators over planned denominators."""
    values = {share.in_units_of(per) for share in shares}
    if len(values) == 1:
        return values.pop()
    if shares and all(share.divides for share in shares):
        return _together(shares, per)
    return None


def _judge(
    alike: list[Part], rule: Rule, qualifier: str
) -> tuple[Achievement, tuple[Decimal | None, Decimal | None]]:
    result = _together([part.result for part in alike], rule.per) if alike else None
    target = _common([part.target for part in alike], rule.per)
    baseline = _common([part.baseline for part in alike], rule.per)
    if len(alike) > 1 and target is None:
        return Achievement(Status.NOT_ADDITIVE), (None, None)
    told = Quantity(result, qualifier=Qualifier(qualifier or "exact"))
    judged = achievement(told, target, baseline, algebra=rule.algebra, ended=rule.ended)
    if judged.percent is None or result is None or target is None:
        return judged, (None, None)
    if not rule.algebra.is_level:
        return judged, (result, target)
    start = baseline or Decimal(0)
    return judged, (EXACT.subtract(result, start), EXACT.subtract(target, start))


def _unpooled(parts: Sequence[Part], reported: list[Part], enough: bool, rule: Rule) -> Status:
    """Why there is no total: too few, nothing to divide by, or a single result told in words or as a range."""
    if not enough:
        return Status.NOT_REPORTED
    if len(reported) > 1:
        return Status.NOT_ADDITIVE
    return Status.NOT_APPLICABLE if rule.algebra.direction is Direction.NONE else _unmatched(parts, [], rule)


def _unmatched(parts: Sequence[Part], matched: list[Part], rule: Rule) -> Status:
    """Why nothing can be held against a target: none is stated, its series is silent, or the two do not compare."""
    if matched:
        return Status.NOT_ADDITIVE
    if not any(part.targeted for part in parts):
        return Status.NO_TARGET
    if any(part.targeted and part.answered for part in parts):
        return Status.CONDITIONAL
    return Status.NOT_REPORTED if rule.ended else Status.TOO_EARLY


def _alone(part: Part, rule: Rule) -> Status:
    result, target = part.result.in_units_of(rule.per), part.target.in_units_of(rule.per)
    return (
        achievement(result, target, algebra=rule.algebra).status if target is not None else Status.NO_TARGET
    )


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    total: Decimal | None = None
    for number in numbers:
        if number is not None:
            total = number if total is None else EXACT.add(total, number)
    return total


def algebra(direction: str, time: str, per: Decimal | None) -> Algebra:
    """The algebra of a ratio as the release's indicators table tells it."""
    return Algebra(Measure.RATIO, time=Time(time), direction=Direction(direction), per=per)
