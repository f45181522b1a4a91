"""Everything istmo says is said in the other languages too, with the same gaps, and the compiled catalogues are current."""

import re
from collections import Counter
from itertools import product
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message

from docs.catalogues import CATALOGUES, LANGUAGES, Spoken, as_mo, as_po, missing, updated

_GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+")
ALL = list(product(CATALOGUES, LANGUAGES))


@pytest.fixture(params=ALL, ids=lambda both: f"{both[0].domain}-{both[1]}", scope="module")
def both(request: pytest.FixtureRequest) -> Any:
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
    wrong = [(message.id, message.string) for message in catalog if message.id and not _keeps(message)]
    assert wrong == []


def _keeps(message: Message) -> bool:
    ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
    said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return not any(said) or set(_GAP.findall(ids[-1])) == set(_GAP.findall(str(said[-1])))


def test_translations_differ_from_english(catalog: Catalog) -> None:
    """A sentence of several words that reads as the English one was never translated."""
    same = Counter(
        str(message.id)
        for message in catalog
        if isinstance(message.string, str) and message.string == message.id and " " in message.string
    )
    assert set(same) <= _ALIKE


#: What reads alike in both languages.
_ALIKE = {
    "1 error",
    "2016, 2016-H1, 2016-Q2, 2016-06, 2016-06-15, FY2017, FY2017-Q2, 2016/2017, 2011/.., ../2016, undated",
    # Commands, a line of YAML, and what another program says.
    "istmo call receive FOLDER --call %(1)s",
    "istmo people add",
    "istmo submission submit FILE --call %(1)s --agency %(2)s --as USER",
    "old: %(1)s, fate: %(2)s, new: %(3)s, reason: …",
    "expected after",
}
