"""Ten thousand indicators, and names in another script: lists in parts, pages light and quick."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from istmo.freeze import queries
from istmo.freeze.models import Release
from tests.browser.pages import WEIGHT
from tests.unit.publish import basin

MANY = 10_000
ARABIC = "آبار المياه"


@pytest.fixture
def many(workspace: Path, kept: Callable[[], Release], monkeypatch: pytest.MonkeyPatch) -> Release:
    """The basin with ten thousand more indicators, the first of them in Arabic."""
    plan: Callable[[], dict[str, list[dict[str, Any]]]] = basin._plan

    def more() -> dict[str, list[dict[str, Any]]]:
        told = plan()
        names = [ARABIC, *(f"Number {at} of what is counted" for at in range(1, MANY))]
        told["indicators"] += [
            basin._indicator(f"n{at:05}", name, unit="wells", direction="up", measure="amount")
            for at, name in enumerate(names)
        ]
        told["indicator_nodes"] += [
            {"indicator": f"n{at:05}", "framework": "basin", "node": "W1"} for at in range(MANY)
        ]
        return told

    monkeypatch.setattr(basin, "_plan", more)
    queries.folder(1).parent.mkdir()
    basin.write(queries.folder(1))
    return kept()


def test_pages_over_ten_thousand_indicators_stay_light(many, client: Client) -> None:
    for address in (
        "",
        "indicators/",
        "indicators/?indicators=200",
        "strategy/basin/W1/",
        "gaps/",
        "search/?q=number",
    ):
        client.get(f"/releases/1/{address}")
        began = time.perf_counter()
        answer = client.get(f"/releases/1/{address}")
        assert answer.status_code == 200, address
        assert len(answer.content) <= WEIGHT, address
        assert time.perf_counter() - began < 2, address  # told already: only written again
    assert "1 to 50 of 10" in client.get("/releases/1/indicators/").content.decode()


def test_one_is_found_among_them(many, client: Client) -> None:
    page = client.get("/releases/1/search/?q=number%207777%20of").content.decode()
    assert 'href="/releases/1/indicators/n07777/"' in page


def test_name_in_arabic_runs_its_own_way(many, client: Client) -> None:
    page = client.get("/releases/1/indicators/n00000/").content.decode()
    assert f'<h1 dir="auto">{ARABIC}</h1>' in page
    assert ARABIC in client.get(f"/releases/1/search/?q={ARABIC}").content.decode()
