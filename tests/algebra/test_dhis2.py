"""Every analytics case of DHIS2, put to istmo: it answers as DHIS2, or differs on purpose and says why."""

import json
from pathlib import Path
from typing import Any

import pytest

from istmo.kernel.quantity import rounded
from tests.algebra.elsewhere.compare import differences
from tests.algebra.elsewhere.dhis2 import Dhis2
from tests.algebra.elsewhere.on_purpose import DHIS2, entries

FOLDER = Path(__file__).parents[3] / "shared" / "conformance" / "dhis2" / "analytics"
EXPECTED = FOLDER / "expected.json"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not EXPECTED.is_file(), reason="the cases of DHIS2 are not beside the checkout"),
]


def read() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.is_file() else {}
    return told


def all_cases() -> dict[str, dict[str, Any]]:
    return {case["name"]: case for case in read().get("cases", [])}


def missed(case: dict[str, Any], told: Any) -> list[str]:
    """Where the answer is not DHIS2's, which has values for these keys and for no others, to two decimals."""
    more = set(told) ^ set(case["expect"])
    close = {key: rounded(value, 2) for key, value in told.items()} if not more else {}
    return sorted(more) or differences(case["expect"], close)


@pytest.mark.parametrize("name", sorted(all_cases()))
def test_analytics_case(name: str, tmp_path: Path) -> None:
    case, on_purpose = all_cases()[name], entries(DHIS2).get(name)
    dhis2 = Dhis2(read(), FOLDER, tmp_path)
    told = dhis2.answer(case)
    if on_purpose is None:
        assert missed(case, told) == []
        return
    assert missed(case, told), f"{name} comes out as in DHIS2: it does not belong among the differences"
    assert differences(on_purpose["says"], told) == []
    if "operands" in told:
        assert missed(case, dhis2.worked_out(case)) == []


def test_every_difference_is_of_a_case_there_is() -> None:
    assert set(entries(DHIS2)) <= set(all_cases())
