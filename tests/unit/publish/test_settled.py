"""Overlaps that were settled, beside their numbers: how, of what range, by whom and why, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.publish.foreign import plain
from istmo.publish.settled import Settled
from istmo.publish.words import Words
from tests.oracle.store import Store

ROW = {"indicator": "i", "place": "CA", "period_start": date(2016, 10, 1), "period_end": date(2017, 9, 30)}
CUSTOM = {
    "place": "CA", "decision": "custom", "value": Decimal(1150), "low": Decimal(900), "high": Decimal(1400),
    "reason": "250 names stand on both lists; we counted.", "decided_by": "4",
}  # fmt: skip


def _settled(lang: str) -> Settled:
    release = Store()
    rows = [CUSTOM, {"place": "HN", "decision": "max", "reason": "One list."}]
    release.fill({"overlaps": [{"indicator": "i", "period": "FY2017", **row} for row in rows]})
    return Settled(release, {}, Words(lang))


@pytest.mark.parametrize(
    ("lang", "own", "below"),
    [
        (
            "en",
            (
                "overlap settled: a number of its own, 1,150, of 900 to 1,400 "
                "(decided for the secretariat by person 4: “250 names stand on both lists; we counted.”)"
            ),
            (
                "overlap settled at HN: the largest part counts, because the others are within it "
                "(decided for the secretariat: “One list.”)"
            ),
        ),
        (
            "es",
            (
                "traslape resuelto: un número propio, 1,150, de 900 a 1,400 "
                "(decidido por la secretaría, persona 4: “250 names stand on both lists; we counted.”)"
            ),
            (
                "traslape resuelto en HN: cuenta la parte mayor, porque las demás están dentro de ella "
                "(decidido por la secretaría: “One list.”)"
            ),
        ),
    ],
)
def test_a_decision_is_told_with_its_reason(lang: str, own: str, below: str) -> None:
    row = {**ROW, "notes": "2 of 3; overlap settled: custom; overlap settled at HN: max"}
    rest, told = _settled(lang).taken(row)
    assert rest["notes"] == "2 of 3"
    assert [plain(one) for one in told] == [own, below]


def test_other_notes_stay_as_they_are() -> None:
    row = {**ROW, "notes": "overlap not examined; 2 of 3"}
    assert _settled("en").taken(row) == (row, ())
    assert _settled("en").taken({**ROW, "notes": None}) == ({**ROW, "notes": None}, ())
