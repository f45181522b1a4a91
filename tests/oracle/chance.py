"""Intervals as slow, obvious Python: every outcome counted out, every limit found by halving."""

from collections.abc import Callable
from math import comb, sqrt

Z = 1.959963984540054
TAIL = 0.025


def halved(reached: Callable[[float], bool]) -> float:
    """The number between 0 and 1 from which on `reached` is true."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return (low + high) / 2


def at_least(events: int, of: int, share: float) -> float:
    """The chance of so many or more, counted out."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(events, of + 1))


def ratio(events: int, exposure: float, base: int, base_exposure: float) -> tuple[float, float | None]:
    """Limits of the ratio of two rates: those ratios under which the split of all events is not too odd."""
    both = events + base
    low = halved(lambda share: at_least(events, both, share) >= TAIL) if events else 0.0
    scale = base_exposure / exposure
    if not base:
        return scale * low / (1 - low), None
    high = halved(lambda share: at_least(events + 1, both, share) >= 1 - TAIL)
    return scale * low / (1 - low), scale * high / (1 - high)


def wilson(cases: int, of: int) -> tuple[float, float]:
    """The shares that the score test does not refuse."""
    share = cases / of

    def away(p: float) -> float:
        spread = sqrt(p * (1 - p) / of)
        return (share - p) / spread if spread else 0.0

    low = 0.0 if cases == 0 else halved(lambda p: p > share or away(p) <= Z)
    high = 1.0 if cases == of else halved(lambda p: p > share and away(p) <= -Z)
    return low, high


def difference(cases: int, of: int, base: int, base_of: int) -> tuple[float, float]:
    """Newcombe's tenth method, from the two score intervals."""
    (low, high), (base_low, base_high) = wilson(cases, of), wilson(base, base_of)
    share, other = cases / of, base / base_of
    down = sqrt((share - low) ** 2 + (base_high - other) ** 2)
    up = sqrt((high - share) ** 2 + (other - base_low) ** 2)
    return share - other - down, share - other + up
