"""Figures marked sensitive are shown to nobody who may not see them: not in a row, a total, a file or a report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from istmo.freeze import queries
from istmo.freeze.models import Release
from istmo.people.models import User
from istmo.people.queries import OPERATOR, user
from istmo.people.services import NewUser, add_user
from tests.cast import AT
from tests.unit.publish import basin
from tests.unit.web.reading.walk import text

HIDDEN = "27000000"


@pytest.fixture
def marked(workspace: Path, kept: Callable[[], Release], monkeypatch: pytest.MonkeyPatch) -> Release:
    """The basin with one sensitive figure among its wells."""
    told = basin._performance()
    told[-1]["sensitivity"] = "it would name the family that dug it"
    monkeypatch.setattr(basin, "_performance", lambda: told)
    queries.folder(1).parent.mkdir()
    basin.write(queries.folder(1))
    return kept()


PAGES = (
    "",
    "places/BB/",
    "indicators/wells/",
    "indicators/wells/BB/2020/",
    "indicators/wells/AA/2020/",
    "targets/",
    "strategy/basin/W1/",
    "questions/progress/",
    "questions/rollup/",
    "questions/trend/",
    "indicators/wells/?form=csv&table=results",
    "places/BB/?form=csv&table=results",
    "compare/",
)


def test_value_stands_on_no_page(marked, client: Client) -> None:
    for page in PAGES:
        answer = client.get(f"/releases/1/{page}")
        assert answer.status_code == 200, page
        told = answer.content.decode()
        for written in (HIDDEN, "27 million", "27,000,000", "27001334.5"):
            assert written not in told, page


def test_withheld_is_told_as_withheld_with_the_reason(marked, client: Client) -> None:
    told = text(client.get("/releases/1/indicators/wells/").content.decode())
    assert "withheld" in told
    assert "it would name the family that dug it" in told


def test_what_holds_it_whole_is_kept_back_and_the_manifest_is_not(marked, client: Client) -> None:
    for page in ("report/", "files/figures.parquet"):
        kept_back = client.get(f"/releases/1/{page}")
        assert kept_back.status_code == 404
        assert "not for everybody" in text(kept_back.content.decode())
    answer = client.get("/releases/1/files/manifest.json")
    assert answer.status_code == 200
    answer.close()


@pytest.mark.parametrize(
    ("role", "scopes", "sees"),
    [
        ("coordinator", (), True),
        ("auditor", (), True),
        ("reviewer", (), True),
        ("reviewer", (("place", "BB"),), False),
        ("viewer", (), False),
        ("operator", (), False),
    ],
)
def test_sensitive_figures_are_seen_by_those_who_may(
    marked, client: Client, role: str, scopes: tuple[tuple[str, str], ...], sees: bool
) -> None:
    reader = operator = user(OPERATOR)
    if role != "operator":
        reader = add_user(new=NewUser("x", role, "X", scopes=scopes), by=operator, at=AT)
    client.force_login(reader)
    page = client.get("/releases/1/places/BB/").content.decode()
    assert (f'value="{HIDDEN}"' in page) == sees
    if not sees:
        assert client.get("/releases/1/report/").status_code == 404
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert HIDDEN not in client.get("/releases/1/places/BB/").content.decode()
