"""What is proposed out of the five documents, held against the claims that people wrote. Needs the reference material."""

from decimal import Decimal
from typing import Any

import pytest

from istmo.formats.door import read_document
from istmo.publish.draft.language import language
from istmo.publish.proposal.entry import Proposal
from istmo.publish.proposal.known import Known
from istmo.publish.proposal.propose import propose
from istmo.spec.architecture import load
from tests.examples import worked_example as example
from tests.examples.test_central_america_shared import documents, pytestmark  # noqa: F401

TIMES = ("hours", "days", "weeks", "months", "years")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[Any, Proposal | None]], int]:
    """Each claim with a number and the proposal of its place and size, and how many numbers were proposed besides."""
    architecture, english = load(example.ROOT), language("en")
    known = Known(architecture, english)
    known.claims.clear()
    found: list[tuple[Any, Proposal | None]] = []
    besides = 0
    for source, text in documents().items():
        path = tmp_path_factory.mktemp(source) / "text.txt"
        path.write_bytes(text.encode())
        proposals = [
            one for one in propose(read_document(path), source, known, english).proposals if one.counted
        ]
        for claim in architecture.records("claims"):
            if claim["source"] == source and claim["value"] is not None:
                mine = next((one for one in proposals if fits(claim, one)), None)
                found.append((claim, mine))
                proposals = [one for one in proposals if one is not mine]
        besides += len(proposals)
    return found, besides


def fits(claim: Any, one: Proposal) -> bool:
    is_there = claim["char_start"] < one.span[1] and one.span[0] < claim["char_end"]
    assert one.counted
    return is_there and abs(one.counted.value) == abs(claim["value"])


def unit(name: str | None) -> str:
    return name if name in ("percent", "USD") else "time" if name in TIMES else "count"


def test_nine_of_ten_claims_with_a_number_are_proposed(pairs) -> None:
    found, besides = pairs
    hit = [(claim, one) for claim, one in found if one]
    assert len(found) == 62
    assert len(hit) >= 58
    assert besides <= 6


def test_what_is_proposed_is_told_as_people_told_it(pairs) -> None:
    hit = [(claim, one) for claim, one in pairs[0] if one]
    wrong = {
        "value": [c["code"] for c, one in hit if Decimal(one.counted.value) != c["value"]],
        "unit": [c["code"] for c, one in hit if unit(one.counted.unit) != unit(c["unit"])],
        "qualifier": [c["code"] for c, one in hit if one.counted.qualifier != c["qualifier"]],
        "wording": [c["code"] for c, one in hit if one.said.wording != c["wording"]],
        "maturity": [
            c["code"] for c, one in hit if one.said.is_preliminary != (c["maturity"] == "preliminary")
        ],
    }
    assert {what: len(codes) for what, codes in wrong.items() if len(codes) > 2} == {}
