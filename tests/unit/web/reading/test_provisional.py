"""A provisional release: made by a command, seen by who is signed in, and marked on every page."""

import re
from pathlib import Path

import pytest
from django.test import Client

from istmo.freeze import queries, state
from istmo.freeze.services import freeze, freeze_provisional
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.people.queries import user
from tests.cast import AT, later

DAY = "2017-11-01"


@pytest.fixture
def draft(cast, approved):
    """A provisional release of the small framework."""
    approved()
    return freeze_provisional(title="Not final", by=cast.operator, at=AT)


def test_it_is_named_by_its_day_and_has_no_number(draft, workspace: Path) -> None:
    folder, made = draft
    assert folder == workspace / "provisional" / DAY
    assert (made.number, made.name) == (None, "provisional release")
    assert queries.provisional() == [DAY]
    assert Event.objects.filter(verb="release.provisional").count() == 1
    assert state.check() == []


def test_another_of_the_same_day_replaces_it(draft, cast) -> None:
    folder, made = freeze_provisional(title="Again", by=cast.operator, at=later())
    assert queries.provisional() == [DAY]
    assert made.title == "Again"
    assert folder == draft[0]


def test_it_leaves_the_numbers_alone(draft, cast) -> None:
    release, new = freeze(title="First", by=cast.operator, at=AT)
    assert (release.number, new) == (1, True)


def test_who_may_not_freeze_may_not_make_one(cast, approved) -> None:
    approved()
    with pytest.raises(WrongUse):
        freeze_provisional(title="Mine", by=cast.ana, at=AT)


def test_nothing_approved_makes_none(cast, call) -> None:
    with pytest.raises(WrongUse, match="Nothing is approved yet"):
        freeze_provisional(title="Empty", by=cast.operator, at=AT)


PAGES = (
    "",
    "strategy/",
    "indicators/trained/",
    "indicators/trained/SV/FY2017/",
    "files/",
    "search/?q=people",
)


def test_nobody_sees_it_without_signing_in(draft, client: Client) -> None:
    for page in (*PAGES, "files/manifest.json"):
        assert client.get(f"/provisional/{DAY}/{page}").status_code == 404
    assert DAY not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("who", "sees"), [("diego", True), ("ana", True), ("operator", True), ("eva", False)]
)
def test_those_who_work_on_it_see_it_and_a_viewer_does_not(
    draft, client: Client, who: str, sees: bool
) -> None:
    client.force_login(user(who))
    assert client.get(f"/provisional/{DAY}/").status_code == (200 if sees else 404)
    assert (DAY in client.get("/").content.decode()) == sees


def test_every_page_of_it_says_provisional_and_as_of_when(
    draft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("istmo.web.reading.who.may_see_provisional", lambda request: True)
    for page in PAGES:
        told = client.get(f"/provisional/{DAY}/{page}")
        assert told.status_code == 200
        banner = re.findall(r'<aside class="banner".*?</aside>', told.content.decode(), re.S)
        assert f"Provisional, as of {DAY}" in banner[0]
    assert DAY in client.get("/").content.decode()


def test_day_without_one_names_those_there_are(
    draft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("istmo.web.reading.who.may_see_provisional", lambda request: True)
    answer = client.get("/provisional/2001-01-01/")
    assert answer.status_code == 404
    assert f'href="/provisional/{DAY}/"' in answer.content.decode()
    assert client.get("/provisional/..%2Freleases/").status_code == 404
