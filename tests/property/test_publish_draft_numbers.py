"""A number written in any way is read as that number."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from istmo.publish.draft.language import language
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.tokens import seen

ENGLISH, SPANISH = language("en"), language("es")
_ONES = ["", *list(ENGLISH.cardinals)[1:20]]
_TENS = {value: word for word, value in ENGLISH.cardinals.items() if value >= 20}
WHOLE = st.integers(1, 999_999_999)


def one(text: str, lang: str = "en") -> tuple[Decimal, ...]:
    found = [m for m in mentions(text, language(lang)) if m.is_figure]
    assert len(found) == 1, (text, found)
    return found[0].readings


def words(number: int) -> str:
    """A whole number below a billion in English words."""
    for scale, name in ((10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            rest = words(number % scale) if number % scale else ""
            return f"{words(number // scale)} {name} {rest}".strip()
    if number >= 100:
        rest = f" and {words(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    if number < 20:
        return _ONES[number]
    return f"{_TENS[number // 10 * 10]}{'-' + _ONES[number % 10] if number % 10 else ''}"


@given(WHOLE)
def test_digits_with_marks(number: int) -> None:
    assert one(f"some {number:,} of them") == (number,)
    assert number in one(f"unos {number:,} de ellos".replace(",", "."), "es")


@given(st.integers(2, 999_999_999))
def test_number_words(number: int) -> None:
    assert one(f"there were {words(number)} of them") == (number,)


@given(st.integers(11, 9999), st.sampled_from([("million", 10**6), ("billion", 10**9), ("thousand", 10**3)]))
def test_decimals_with_scales(tenths: int, scale: tuple[str, int]) -> None:
    value = Decimal(tenths) / 10
    assert one(f"about ${value:,} {scale[0]} was spent") == (value * scale[1],)


@given(st.integers(0, 10**9), st.integers(0, 2))
def test_decimals(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert value in one(f"it was {value:,.{places}f} percent there")
    spanish = f"{value:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    assert value in one(f"fue {spanish} por ciento", "es")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for spoken in (ENGLISH, SPANISH):
        ended = 0
        for found in mentions(text, spoken):
            assert found.start >= ended
            assert seen(text[found.start : found.end]) == found.text
            assert bool(found.readings) != bool(found.why)
            ended = found.end
