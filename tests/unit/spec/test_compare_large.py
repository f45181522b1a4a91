"""Ten thousand indicators are compared in seconds: wordings set-wise, everything else by code."""

import random
import time

from istmo.kernel.tables import TABLES
from istmo.spec.compare import Rows, compare

MANY = 10_000


def _row(table: str, **cells: object) -> tuple[object, ...]:
    return tuple(cells.get(name) for name in TABLES[table].names)


def _rows(prefix: str, title: str) -> Rows:
    rng = random.Random(1)  # noqa: S311
    words = ["".join(rng.choice("abcdefghijklmnop") for _ in range(rng.randint(3, 9))) for _ in range(2000)]
    indicators = [
        _row(
            "indicators",
            framework="f",
            code=f"{prefix}{number}",
            title=f"{title} {' '.join(rng.choice(words) for _ in range(6))}",
            kind="output",
            preset="stock",
        )
        for number in range(MANY)
    ]
    head = _row("frameworks", code="f", title="F", version=prefix)
    return {"frameworks": [head], "indicators": indicators}


def test_ten_thousand_under_other_codes_and_names_take_seconds() -> None:
    old, new = _rows("a", "Share"), _rows("b", "Rate")
    begun = time.process_time()
    both = compare(old, "f", new, "f").both
    assert time.process_time() - begun < 30  # some three seconds; every pair compared would be half a minute
    assert len(both.indicators.pairs) > 0.99 * MANY


def test_ten_thousand_under_the_same_codes_take_a_second() -> None:
    rows = _rows("a", "Share")
    begun = time.process_time()
    assert compare(rows, "f", rows, "f").same
    assert time.process_time() - begun < 10
