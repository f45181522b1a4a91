"""Every case of other results systems, put to istmo: it answers as wanted, or differs on purpose and says why.

The cases stand in the reference material beside the checkout; nothing of them is copied. `elsewhere/differently.yaml`
lists what istmo says instead, with the reason, and the page docs/reference/totals-elsewhere.md is made from it.
"""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.algebra.elsewhere import Case, adapter
from tests.algebra.elsewhere.compare import differences
from tests.algebra.elsewhere.on_purpose import AGGREGATION, FILE, WAITING, entries

CASES = Path(__file__).parents[3] / "shared" / "conformance" / "aggregation" / "cases.yaml"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_file(), reason="the cases of other systems are not beside the checkout"),
]


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def all_cases() -> dict[str, dict[str, Any]]:
    return {case["id"]: case for case in read(CASES)["cases"]} if CASES.is_file() else {}


def answer(case: dict[str, Any], folder: Path) -> Any:
    """What istmo answers to a case, through the adapter of its inputs."""
    wanted = case.get("wanted", case.get("expected"))
    told = adapter(case["inputs"])(
        Case(case["inputs"], wanted, folder, lambda code: all_cases()[code]["inputs"])
    )
    return told["contributions"] if isinstance(wanted, list) else told


@pytest.mark.parametrize("code", sorted(all_cases()))
def test_case_of_another_system(code: str, workspace: Path, tmp_path: Path) -> None:
    case, on_purpose = all_cases()[code], {**entries(AGGREGATION), **entries(WAITING)}.get(code)
    wanted = case.get("wanted", case.get("expected"))
    told = answer(case, tmp_path / "case")
    different = differences(wanted, told)
    if on_purpose is None:
        assert different == []
        assert_not(case, told)
        return
    assert different, f"{code} comes out as wanted: it does not belong in {FILE.name}"
    assert differences(on_purpose["says"], told) == []


def assert_not(case: dict[str, Any], told: Any) -> None:
    """What the other system once gave wrongly is not what istmo gives."""
    for wrong in case.get("not", {}).values():
        for answered in told.values():
            assert not isinstance(answered, int | float) or differences(wrong, answered)
    if "observed_defect" in case:
        assert all(differences(case["observed_defect"], one) for one in told.values())


def test_every_difference_is_of_a_case_there_is() -> None:
    assert {*entries(AGGREGATION), *entries(WAITING)} <= set(all_cases())
