"""A number as a text tells it: what it may be, how exactly, in what unit; or why it is no figure."""

from dataclasses import dataclass
from decimal import Decimal

#: The unit of "half", "one third", "two in five": a part of a whole, in percent.
SHARE = "share"


@dataclass(frozen=True)
class Mention:
    """`text[start:end]` of its paragraph.

    readings: what it may be, the likeliest first (1.234 may be a thousand or about one); empty: it is no figure, and
    `why` says what it is. step: the place of the last digit that was told (1,000 of 22,000). unit: `percent`, `share`,
    a currency, a unit of time, or empty. qualifier: `about`, `under`, `at_least`, `at_most` or empty.
    in_words: whether it is told in words; negative: whether a minus stands before it.
    """

    start: int
    end: int
    text: str
    readings: tuple[Decimal, ...] = ()
    step: Decimal = Decimal(1)
    unit: str = ""
    qualifier: str = ""
    in_words: bool = False
    negative: bool = False
    why: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it stands for a figure."""
        return bool(self.readings)

    @property
    def digits(self) -> int:
        """How many digits it tells: 2 of 22,000, 4 of 1,365."""
        value = abs(self.readings[0])
        return len(str((value / self.step).quantize(Decimal(1)))) if value else 1
