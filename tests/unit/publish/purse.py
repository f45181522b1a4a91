"""Money, undertakings and other donors of the river that does not exist; basin.py puts them into its release."""

from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.period import Period

SUBMISSION = "call-1/money/1"


def transactions() -> list[dict[str, Any]]:
    """Two stages over four years, by land and not split; a paper's sum; a sum of somebody else's."""
    rows: list[dict[str, Any]] = [
        {
            "stage": stage,
            "amount": str(amount + year),
            "period": str(year),
            "place": place,
            "source": "station",
        }
        for stage, base in (("obligated", 5_000_000), ("disbursed", 3_000_000))
        for year in (2017, 2018, 2019, 2020, 2021)
        for place, amount in (("AA", base), ("BB", base * 2), ("basin-rest", base * 3))
    ]
    rows.append(
        {
            "stage": "not_stated",
            "amount": "90000000",
            "period": "2018/2020",
            "place": "basin-rest",
            "source": "paper",
        }
        | {"qualifier": "about", "value_as_written": "some 90 million"}
    )
    rows.append(
        {"stage": "committed", "amount": "7500000", "period": "2020", "place": "AA", "source": "paper"}
        | {"provider": "gamma", "agency": "gamma", "activity": "far"}
    )
    return [_row(told, number) for number, told in enumerate(rows, 2)]


def _row(told: dict[str, Any], number: int) -> dict[str, Any]:
    period = Period.parse(told["period"])
    return {
        "currency": "USD",
        "kind": "increment",
        **told,
        "amount": Decimal(told["amount"]),
        "row": number,
    } | {
        "period_start": period.start,
        "period_end": period.end,
    }


def plan() -> dict[str, list[dict[str, Any]]]:
    """Registers that go with it: somebody else, their activity, their indicator; undertakings."""
    states = {"states": "made|begun|kept", "kind": "commitment", "source": "paper"}
    return {
        "agencies": [{"code": "gamma", "name": "Gamma Donor", "own": False}],
        "activities": [{"code": "far", "title": "Far wells", "agency": "gamma", "place": "AA"}],
        "indicators": [
            {"code": "gamma.1", "title": "Wells as Gamma counts them", "kind": "output", "measure": "count"}
            | {
                "direction": "up",
                "preset": "amount",
                "time": "flow",
                "over_places": "none",
                "over_series": "none",
            }
        ],
        "places": [
            {"code": "basin-rest", "name": "The Basin, not split", "kind": "unattributed", "parent": "basin"}
        ],
        "forums": [{"code": "council", "name": "Council of the Basin"}],
        "undertakings": [
            {
                "code": "U1",
                "text": "Dig a canal.",
                "due": "2019-04",
                "due_by": date(2019, 4, 30),
                "forum": "council",
            }
            | states,
            {"code": "U2", "text": "Plant <b>trees</b>.", **states},
            {"code": "U2a", "text": "Plant oaks.", "parent": "U2", **states},
        ],
        "undertaking_parties": [
            {"undertaking": "U1", "role": "actor", "position": 1, "name": "Land AA", "place": "AA"},
        ],
        "follow_ups": [
            {
                "undertaking": "U1",
                "position": 1,
                "state": "begun",
                "on": "2020-02",
                "on_by": date(2020, 2, 29),
            }
            | {"informant": "alpha", "evidence": "paper"}
        ],
    }


def figures() -> list[dict[str, Any]]:
    """One result of somebody else's own indicator."""
    return [
        {
            "indicator": "gamma.1",
            "place": "AA",
            "period": "2020",
            "role": "result",
            "value": "123456",
            "unit": "wells",
        }
        | {"agency": "gamma", "activity": "far", "source": "paper"}
    ]
