"""How a value is shown. Rounding happens here and nowhere before; the exact value stands in the appendix."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from istmo.kernel.period import Period
from istmo.kernel.quantity import rounded
from istmo.publish.words import Words, mark, marks

_LARGE = (
    (Decimal(10) ** 12, marks("%(number)s trillion", "%(number)s trillion")),
    (Decimal(10) ** 9, marks("%(number)s billion", "%(number)s billion")),
    (Decimal(10) ** 6, marks("%(number)s million", "%(number)s million")),
)
_CURRENCIES = {"USD": mark("$"), "EUR": "€", "GBP": "£"}
_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_QUALIFIED = {
    "about": mark("about %(value)s"),
    "at_least": mark("at least %(value)s"),
    "at_most": mark("at most %(value)s"),
}


def places_of(values: Iterable[Decimal]) -> int:
    """Decimals that suit all values of one column: two if the middle one is below ten, one below a hundred, else none.

    Never more than the values have.
    """
    exact = sorted(abs(value) for value in values)
    if not exact:
        return 0
    needed = max(max(0, -int(value.normalize().as_tuple().exponent)) for value in exact)
    middle = exact[len(exact) // 2]
    return min(needed, 2 if middle < 10 else 1 if middle < 100 else 0)


def number(value: Decimal, words: Words, places: int | None = None) -> str:
    """A number in the language's own marks; a real minus sign; millions and more in words."""
    for size, patterns in _LARGE:
        if abs(value) >= size:
            shown = _digits(value / size, words, None, 1)
            pattern = words.translations.ngettext(*patterns, 1 if shown == "1" else 2)
            return pattern % {"number": shown}
    return _digits(value, words, places, places_of([value]) if places is None else places)


def _digits(value: Decimal, words: Words, fixed: int | None, places: int) -> str:
    near = rounded(value, places)
    text = f"{abs(near):,f}"
    if fixed is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    shown = whole.replace(",", words.thousands) + (words.point + part if part else "")
    return ("−" if near < 0 else "") + shown


def count(number: int, words: Words) -> str:
    """A whole number that was counted from the release."""
    return _digits(Decimal(number), words, None, 0)


def whole(value: Decimal, unit: str | None, words: Words) -> str:
    """An amount to its last unit, where a rounded one would hide what is compared: $1,955,000,000."""
    sign, shown = "−" if value < 0 else "", _digits(abs(value), words, None, 0)
    return (
        f"{sign}{words.say(_CURRENCIES[unit])}{shown}"
        if unit in _CURRENCIES
        else f"{sign}{shown} {words.named(unit or '')}".strip()
    )


def amount(value: Decimal, unit: str | None, words: Words, places: int | None = None) -> tuple[str, str]:
    """The number with the sign of its unit, and the unit's words where it has no sign: ("62%", ""), ("24", "tons")."""
    shown = number(value, words, places)
    if unit in {"percent", "%"}:
        return words.say("%(number)s%%", number=shown), ""
    if unit in _CURRENCIES:
        sign = "−" if shown.startswith("−") else ""
        return sign + words.say(_CURRENCIES[unit]) + shown.removeprefix("−"), ""
    return shown, words.named(unit or "")


def span(low: str, high: str, words: Words) -> str:
    """A range."""
    return words.say("%(low)s to %(high)s", low=low, high=high)


def qualified(shown: str, qualifier: str | None, words: Words) -> str:
    """The value with how exact its source says it is."""
    pattern = _QUALIFIED.get(qualifier or "")
    return words.say(pattern, value=shown) if pattern else shown


def period(start: date | None, end: date | None, as_written: str | None, words: Words) -> str:
    """A period: in the source's own words where it has them, else by its dates."""
    if as_written or (start is None and end is None):
        return words.told(as_written or "") or words.say("period not stated")
    first, _, last = Period(start, end).code.partition("/")
    if first == "..":
        return words.say("until %(date)s", date=_atom(last, words))
    if last == "..":
        return words.say("since %(date)s", date=_atom(first, words))
    dash = "–" if first[-4:].isdigit() and last[-4:].isdigit() else " – "
    return _atom(first, words) + (dash + _atom(last, words) if last else "")


def _atom(code: str, words: Words) -> str:
    """One part of a period's code: 2016-05 is May 2016; years, fiscal years, halves and quarters say enough."""
    parts = code.split("-")
    if code.startswith("FY") or not parts[-1].isdigit():
        return " ".join(reversed(parts))
    if len(parts) == 2:
        return words.say("%(month)s %(year)s", month=words.say(_MONTHS[int(parts[1]) - 1]), year=parts[0])
    if len(parts) == 3:
        month = words.say(_MONTHS[int(parts[1]) - 1])
        return words.say("%(day)s %(month)s %(year)s", day=int(parts[2]), month=month, year=parts[0])
    return code


def breakdown(text: str, categories: dict[tuple[str, str], str]) -> str:
    """`age=15-24;sex=f` in the words of the framework's dimensions."""
    pairs = [tuple(pair.split("=", 1)) for pair in text.split(";") if "=" in pair]
    return ", ".join(categories.get((pair[0], pair[1]), pair[1]) for pair in pairs)
