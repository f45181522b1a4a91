"""The words beside a comparison: one sentence, and notes. Words are never stronger than the design allows.

Of a before and after, or of two groups that were not made alike, it is told what rose, fell or differs, and never why.
Only groups that were matched or drawn by lot may be spoken of as showing an effect, only with an interval that holds
more than chance, and never of context or of outputs: context is credited to nobody, and an output is what was done.
"""

from collections.abc import Iterator
from decimal import Decimal

from istmo.analyse.cases import HUNDRED, Cases, Side, is_share
from istmo.analyse.compared import Found, Pair
from istmo.kernel.quantity import plain, rounded, shown

#: Fewer events than this make an unstable rate: the rule of the U.S. National Center for Health Statistics for rates
#: from vital statistics; P. A. Buescher, Problems with Rates Based on Small Numbers (1997).
FEW_EVENTS = 20
#: Fewer cases than this are too few for a percentage: J. D. Parker and others, National Center for Health Statistics
#: Data Presentation Standards for Proportions, Vital and Health Statistics 2(175), 2017.
FEW_CASES = 30

_WEAK = {
    "none": "The two stand side by side; how they came about is not told.",
    "before_after": "A before and after with no other group beside it does not tell why.",
    "comparison_group": "The groups were not made alike beforehand and may have differed from the start.",
}
_STRONG = {
    "matched": "The groups were matched: an effect is one reading of the difference, and what they were not matched on"
    " another.",
    "randomised": "The groups were drawn by lot: the difference is an estimate of the effect.",
}
_NOT_SHOWN = {
    "matched": "The groups were matched, and no effect shows beyond chance.",
    "randomised": "The groups were drawn by lot, and no effect shows beyond chance, which is not the same as none.",
}
_WITHOUT = {
    "matched": "The groups were matched; without an interval nothing is said of an effect.",
    "randomised": "The groups were drawn by lot; without an interval nothing is said of an effect.",
}
_CONTEXT = "This is context: its change is credited to nobody."
_OUTPUT = "An output is what was done; it is no effect."


def sentence(pair: Pair, told: Found) -> str:
    """The comparison in plain sentences."""
    parts = [_lead(pair, told), _interval(told), _design(pair, told)]
    return " ".join(part for part in parts if part)


def _lead(pair: Pair, told: Found) -> str:
    named, own, base = pair.named, pair.own, pair.base
    start = f"{named.title}, {own.place_name if own else named.place}"
    if own is None or own.state != "reported":
        return f"{start}: no figure to compare."
    value = f"{_said(own)}{_when(own)}"
    if own.measure == "change":
        on = f"on {own.base_period}" if own.base_period else "on a time that is not named"
        return f"{start}: told as a change of {_said(own)} {on}."
    if base is None or base.state != "reported":
        return f"{start}: {value}."
    before = f"{_said(base)}{_when(base)}"
    if pair.of_groups:
        return f"{start}: {value}; beside it {_group(own, base)}: {before}."
    return f"{start}: {before}, {value}{_moved(told, own)}."


def _group(own: Side, base: Side) -> str:
    """The other group by what differs: another indicator's title, or place, breakdown, agency, activity."""
    if base.indicator != own.indicator:
        return base.title
    names = ("place_name", "breakdown", "agency", "activity")
    differs = (getattr(base, name) for name in names if getattr(base, name) != getattr(own, name))
    return ", ".join(part for part in differs if part) or "the other group"


def _when(side: Side) -> str:
    """When it was; undated figures may have the source's own words, such as `before`."""
    if side.period_start is None and side.period_end is None:
        return f" ({side.period_as_written})" if side.period_as_written else " at a time that is not told"
    return f" in {side.period.code}"


def _moved(told: Found, own: Side) -> str:
    if told.change is None:
        return ""
    if not told.change:
        return ": unchanged"
    way = "rose" if told.change > 0 else "fell"
    if own.measure == "ratio" and own.per == HUNDRED:
        return f": it {way} by {_plain(abs(told.change))} percentage points"
    if told.percent is None:
        return f": it {way} by {_plain(abs(told.change))}"
    return f": it {way} by {shown(rounded(abs(told.percent), 1))} percent"


def _interval(told: Found) -> str:
    found = told.interval
    if found is None:
        return f"No interval: {told.lacking}." if told.lacking else ""
    estimate = plain(found.estimate) if found.estimate is not None else "not available"
    limits = (
        f"{plain(found.low)} to {plain(found.high)}"
        if found.high is not None
        else f"{plain(found.low)} and up"
    )
    judged = "chance alone could make it" if found.holds_no_change else "more than chance alone would make"
    beside = " from the rest of that group" if told.rest is not None else ""
    return f"{found.of.capitalize()}{beside} {estimate}, 95 percent interval {limits}: {judged}."


def _design(pair: Pair, told: Found) -> str:
    design = pair.named.design
    if pair.named.kind == "context":
        return _CONTEXT
    if pair.named.kind == "output":
        return _OUTPUT
    if design in _WEAK:
        return _WEAK[design]
    if told.interval is None:
        return _WITHOUT[design]
    return (_NOT_SHOWN if told.interval.holds_no_change else _STRONG)[design]


def _said(side: Side) -> str:
    """The value with its unit, or its range, or why there is none."""
    unit = side.unit or ("percent" if side.measure == "ratio" and side.per == HUNDRED else "")
    number = side.number
    if number is not None:
        return f"{_plain(number)} {unit}".strip()
    ends = [_plain(end) for end in (side.low, side.high) if end is not None]
    return f"{' to '.join(ends)} {unit}".strip() if ends else "no number"


def _plain(value: Decimal) -> str:
    return shown(value if value == rounded(value, 2) else rounded(value, 2))


def notes(pair: Pair, told: Found) -> Iterator[str]:
    """What a reader must know beside the numbers, each without a full stop."""
    own, base = pair.own, pair.base
    if own is not None and (own.measure == "change" or (base is None and not pair.of_groups)):
        yield "base not given"
    elif told.lacking and "denominators not given" in told.lacking:
        yield "base not given: how many cases stand behind the percentages is not told"
    small = _small(pair, told)
    if small:
        yield small
    yield from _to_the_mean(pair, told, small=bool(small))
    yield from _counted_back(told)
    yield from _other_bases(pair)
    if told.rest is not None:
        yield f"the figure's cases lie inside the other group: it is compared with the rest of that, {plain(told.rest)}"
    if told.interval is not None:
        yield from _of_chance(pair)
    yield from _told_as(own, base)
    if pair.named.kind == "context":
        yield "context: no agency or activity is credited"


def _small(pair: Pair, told: Found) -> str | None:
    """Whether the base is too small to say much, with its numbers."""
    sides = [side for side in (told.own_cases, told.base_cases) if side is not None]
    if len(sides) < 2 or pair.own is None:
        return None
    if pair.own.measure == "ratio" and is_share(pair.own, *sides):
        few = min(side.of for side in sides) < FEW_CASES
        of = " and ".join(plain(side.of) for side in sides)
        return f"small base: fewer than {FEW_CASES} cases ({of})" if few else None
    few = min(side.events for side in sides) < FEW_EVENTS
    events = " and ".join(str(side.events) for side in sides)
    return f"small base: fewer than {FEW_EVENTS} events ({events})" if few else None


def _to_the_mean(pair: Pair, told: Found, *, small: bool) -> Iterator[str]:
    """After an unusual year the next one tends to be more usual, whatever is done."""
    if pair.of_groups or pair.named.kind == "output":
        return
    why = pair.named.chosen_because
    if why == "extreme":
        yield (
            "chosen because it stood out: a part of the change would be expected without anything done"
            " (regression to the mean)"
        )
    elif why == "unknown" and (small or _base_unknown(pair, told)):
        yield (
            "why it was chosen is not told: after an unusual year the next one tends to be more usual"
            " (regression to the mean)"
        )


def _base_unknown(pair: Pair, told: Found) -> bool:
    registered = pair.named.comparison is not None
    return (
        registered
        and told.interval is None
        and pair.own is not None
        and pair.own.measure in ("change", "ratio")
    )


def _counted_back(told: Found) -> Iterator[str]:
    for side in (told.own_cases, told.base_cases):
        if side is not None and side.counted_back:
            yield _back(side)


def _other_bases(pair: Pair) -> Iterator[str]:
    """Where register and figure tell another number of cases, the figure's stands."""
    for side, given in ((pair.own, pair.named.n), (pair.base, pair.named.comparator_n)):
        if side is not None and given is not None and side.denominator not in (None, given):
            yield f"the register says {plain(given)} cases and the figure {plain(side.denominator)}, which stands"


def _back(side: Cases) -> str:
    return f"{side.events} of {plain(side.of)} counted back from {side.counted_back}"


def _of_chance(pair: Pair) -> Iterator[str]:
    """What the interval speaks of."""
    measure = pair.own.measure if pair.own else ""
    if measure == "count":
        yield "a full count and no sample: the interval is about chance in what happens, not about sampling"
        yield "events that come in clusters vary more than the interval allows"
    else:
        yield "cases are taken as independent of one another; a survey drawn in clusters needs a wider interval"


def _told_as(own: Side | None, base: Side | None) -> Iterator[str]:
    for side, name in ((own, "the figure"), (base, "what it is compared with")):
        if side is None:
            continue
        if side.qualifier not in (None, "exact"):
            yield f"{name} is told as {side.qualifier.replace('_', ' ')}"
        if side.maturity == "preliminary":
            yield f"{name} is preliminary"
    if own is not None and base is not None and own.kind == "context" and own.source != base.source:
        yield f"the sources differ ({own.source or 'not named'} and {base.source or 'not named'})"
