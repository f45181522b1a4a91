"""Figures marked sensitive are shown to nobody who may not see them: not in a row, a total, a file or a report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from istmo.freeze import queries
from istmo.freeze.models import Release
from istmo.people.models import User
from istmo.people.queries import OPERATOR, agency, user
from istmo.people.services import NewUser, add_user, register_agencies
from istmo.release import manifest
from tests.cast import AT
from tests.unit.publish import basin
from tests.unit.web.reading.walk import text

HIDDEN = "27000000"
#: What the basin reports before anything of it is marked.
AS_TOLD = basin._performance


@pytest.fixture
def marked(workspace: Path, kept: Callable[[], Release], monkeypatch: pytest.MonkeyPatch) -> Release:
    """The basin with one sensitive figure among its wells."""
    told = basin._performance()
    told[-1]["sensitivity"] = "it would name the family that dug it"
    monkeypatch.setattr(basin, "_performance", lambda: told)
    queries.folder(1).parent.mkdir()
    basin.write(queries.folder(1))
    return kept()


def account(role: str, *scopes: tuple[str, str]) -> User:
    """An account in a role, behind which the agency may stand that it acts for."""
    register_agencies(
        [("alpha", "Alpha", True, ""), ("beta", "Beta", True, ""), ("gamma", "Gamma", False, "")]
    )
    role, _blank, code = role.partition(" ")
    return add_user(
        new=NewUser("x", role, "X", agency(code) if code else None, scopes=scopes), by=user(OPERATOR), at=AT
    )


@pytest.fixture
def two(workspace: Path, kept: Callable[[], Release], monkeypatch: pytest.MonkeyPatch) -> Release:
    """The basin with a sensitive figure of alpha and one of beta, both of a year before others."""
    told = basin._performance()
    for row in told:
        if row["indicator"] == "wells" and row["role"] == "result" and row["value"] in ("1000", "100"):
            row["sensitivity"] = f"{row['agency']} asked for it"
            row["value"] = {"alpha": "31313.25", "beta": "41414.75"}[row["agency"]]
    monkeypatch.setattr(basin, "_performance", lambda: told)
    queries.folder(1).parent.mkdir()
    basin.write(queries.folder(1))
    return kept()


def test_agency_sees_its_own_sensitive_figures_and_no_total_with_those_of_others(two, client: Client) -> None:
    client.force_login(account("reporter alpha"))
    for page in PAGES:
        told = text(client.get(f"/releases/1/{page}").content.decode())
        assert "41,414" not in told, page
        assert "41414" not in told, page
        assert ("31,313" in told) == (page == "indicators/wells/"), page
    told = text(client.get("/releases/1/indicators/wells/").content.decode())
    assert "Figures that you may see, and others may not" in told
    assert "beta asked for it" in told


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
        assert "you may see" not in told, page
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
        ("reviewer", (("place", "BB"),), True),
        ("reviewer", (("place", "basin"),), True),
        ("reviewer", (("place", "AA"),), False),
        ("reviewer", (("agency", "alpha"),), True),
        ("reviewer", (("agency", "beta"),), False),
        ("reviewer", (("node", "basin/W"),), True),
        ("reviewer", (("node", "basin/F1"),), False),
        ("reporter alpha", (), True),
        ("approver beta", (), False),
        ("partner gamma", (), False),
        ("viewer", (), False),
        ("operator", (), False),
    ],
)
def test_sensitive_figures_are_seen_by_those_who_may(
    marked, client: Client, role: str, scopes: tuple[tuple[str, str], ...], sees: bool
) -> None:
    reader = user(OPERATOR) if role == "operator" else account(role, *scopes)
    client.force_login(reader)
    page = client.get("/releases/1/places/BB/").content.decode()
    assert (f'value="{HIDDEN}"' in page) == sees
    if not sees:
        assert client.get("/releases/1/report/").status_code == 404
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert HIDDEN not in client.get("/releases/1/places/BB/").content.decode()


def test_what_another_release_withholds_is_in_no_comparison(
    marked: Release, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = AS_TOLD()
    told[-1]["value"] = "26000000"
    monkeypatch.setattr(basin, "_performance", lambda: told)
    basin.write(queries.folder(2), number=2)
    Release.objects.create(
        number=2,
        title="Second",
        content=manifest.read(queries.folder(2)).content,
        parent=marked,
        architecture=marked.architecture,
        frozen_by=marked.frozen_by,
        frozen_at=AT,
    )
    asked = "/releases/2/compare/?with=1"
    page = client.get(asked).content.decode()
    assert HIDDEN not in page.replace(",", "")
    assert "Held against release 1." in text(page)
    client.force_login(account("auditor"))
    assert HIDDEN in client.get(asked).content.decode().replace(",", "")
