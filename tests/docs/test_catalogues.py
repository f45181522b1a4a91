"""Everything istmo says is said in the other languages too, with the same gaps, and the compiled catalogues are current."""

import re
from collections import Counter
from itertools import product

import pytest
from babel.messages.catalog import Catalog

from docs.catalogues import CATALOGUES, LANGUAGES, Spoken, as_mo, as_po, missing, updated

_GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+")


@pytest.fixture(
    params=list(product(CATALOGUES, LANGUAGES)),
    ids=lambda both: f"{both[0].domain}-{both[1]}",
    scope="module",
)
def both(request: pytest.FixtureRequest) -> tuple[Spoken, str]:
    return request.param


@pytest.fixture(scope="module")
def catalog(both: tuple[Spoken, str]) -> Catalog:
    return updated(*both)


def test_catalogue_is_current(both: tuple[Spoken, str], catalog: Catalog) -> None:
    spoken, language = both
    folder = spoken.home / language / "LC_MESSAGES"
    told = "run: python -m docs.catalogues"
    assert (folder / f"{spoken.domain}.po").read_bytes() == as_po(catalog), told
    assert (folder / f"{spoken.domain}.mo").read_bytes() == as_mo(catalog), told


def test_everything_is_translated(catalog: Catalog) -> None:
    assert [message.id for message in missing(catalog)] == []


def test_translations_keep_the_gaps(catalog: Catalog) -> None:
    """A gap that is lost is a number that is lost; in a plural the one form may tell its number in words."""
    wrong = []
    for message in catalog:
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and any(said) and not _keeps(ids[-1], said[-1]):
            wrong.append((ids[-1], said[-1]))
    assert wrong == []


def _keeps(message: str, said: str) -> bool:
    return Counter(_GAP.findall(message)) == Counter(_GAP.findall(said))
