"""One search finds a thing under any of its names, in either language, with or without accents."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from istmo.freeze import queries
from istmo.web.reading import index
from istmo.web.reading.index import Entry
from istmo.web.reading.near import near
from tests.unit.web.reading.walk import links


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("AA", "/releases/1/places/AA/"),
        ("gamma donor", "/releases/1/agencies/gamma/"),
        ("DONOR  Gamma", "/releases/1/agencies/gamma/"),
        ("floods", "/releases/1/indicators/drop/"),
        ("safe wells", "/releases/1/strategy/basin/W1/"),
        ("oaks", "/releases/1/undertakings/U2a/"),
        ("council of the basin", "/releases/1/forums/council/"),
        ("paper", "/releases/1/sources/paper/"),
    ],
)
def test_search_finds(river, client: Client, written: str, address: str) -> None:
    assert address in links(client, f"/releases/1/search/?q={written}")


def test_search_from_anywhere_is_of_the_last_release(river, client: Client) -> None:
    answer = client.get("/search?q=wells")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/releases/1/search/?q=wells")


def test_search_of_an_empty_workspace_says_so(workspace: Path, client: Client) -> None:
    answer = client.get("/search?q=wells")
    assert answer.status_code == 404
    assert "Nothing is frozen yet" in answer.content.decode()


def test_search_that_finds_nothing_names_what_is_called_nearly_so(river, client: Client) -> None:
    assert "/releases/1/agencies/gamma/" in links(client, "/releases/1/search/?q=gama%20doner")


def _entry(table: str, code: str, *names: str) -> Entry:
    entry = Entry(table, code)
    for name in (code, *names):
        entry.add(name)
    return entry


def test_names_are_compared_without_case_and_accents_and_the_best_comes_first() -> None:
    known = [
        _entry("agencies", "police", "National police of Panama", "Policía de Panamá"),
        _entry("places", "PA", "Panama", "Panamá"),
        _entry("places", "XX", "كوستاريكا"),
    ]
    assert [entry.code for entry in index.search(known, "panamá")] == ["PA", "police"]
    assert [entry.code for entry in index.search(known, "POLICIA")] == ["police"]
    assert [entry.code for entry in index.search(known, "كوستاريكا")] == ["XX"]
    assert index.search(known, "  ") == []


def test_near_among_many_names_is_quick_and_finds_the_beginning() -> None:
    known = {f"code-{number}": f"Name {number}" for number in range(10_000)}
    assert near("code-77", known)[0] == "code-77"
    assert near("zzzz", {"a": "b"}) == []


def test_names_of_places_are_found_in_every_language(
    kept: Callable[[], object], cast, approved, client: Client
) -> None:
    from istmo.freeze.services import freeze
    from tests.cast import AT

    approved()
    freeze(title="Small", by=cast.operator, at=AT)
    assert queries.folder(1).is_dir()
    for written in ("Salvador", "slv", "El Salvador"):
        assert "/releases/1/places/SV/" in links(client, f"/releases/1/search/?q={written}")
