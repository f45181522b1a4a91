"""Every page of a release: found by following links from its front page, light, in two languages, without a dead end."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from istmo.web.reading.urls import pages
from tests.browser.pages import QUERIES, WEIGHT
from tests.unit.web.reading.walk import links, text

#: Of each kind of page so many are opened.
_OF_A_KIND = 2


def _kind(address: str, start: str) -> str:
    """The page an address belongs to, with what hangs on it."""
    path, _, query = address.removeprefix(start).partition("?")
    steps = path.split("/")
    return "/".join([steps[0], str(len(steps)), re.sub(r"=[^&]*", "", query)])


def _walked(client: Client, start: str) -> list[str]:
    """Addresses below `start` in the order met, some of each kind."""
    found, counts = [start], dict[str, int]()
    for address in found:
        if "form=" in address or "/files/" in address or address.endswith("/report/"):
            continue
        for link in links(client, address):
            kind = _kind(link, start)
            if link.startswith(start) and link not in found and counts.get(kind, 0) < _OF_A_KIND:
                counts[kind] = counts.get(kind, 0) + 1
                found.append(link)
    return found


@pytest.mark.parametrize("start", ["/releases/1/", "/es/releases/1/"])
def test_every_link_leads_somewhere_and_every_page_is_light(river, client: Client, start: str) -> None:
    walked = _walked(client, start)
    assert len(walked) > 70
    for address in walked:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        if "/files/" in address and not address.endswith("/files/"):
            answer.close()
            continue
        if answer.headers["Content-Type"].startswith("text/html") and not address.endswith("/report/"):
            page = answer.content.decode()
            assert len(asked) <= QUERIES, address
            assert len(answer.content) <= WEIGHT, address
            assert page.count("<h1") == 1, address
            assert page.count("<caption") == page.count("<table"), address
            assert not re.search(r"<th(?! scope)[ >]|<script>| style=| onclick=", page), address


def test_walk_reaches_every_page(river, client: Client) -> None:
    start = "/releases/1/"
    steps = {_kind(address, start).partition("/")[0] for address in _walked(client, start)}
    wanted = {address.split("/")[0] for address in pages().values()} - {"", "forums"}
    assert wanted - steps <= {"search"}  # a form leads there


def test_three_clicks_lead_from_the_front_page_to_a_number_and_its_rows(river, client: Client) -> None:
    line = next(a for a in links(client, "/releases/1/") if a.endswith("/strategy/basin/W/"))
    below = next(a for a in links(client, line) if a.endswith("/strategy/basin/W1/"))
    indicator = next(a for a in links(client, below) if a.endswith("/indicators/share/"))
    number = next(a for a in links(client, indicator) if "/indicators/share/AA/2020/" in a)
    told = text(client.get(number).content.decode())
    for part in (
        "40%",
        "How it was made",
        "call-1/alpha/1",
        "alpha.csv",
        "cd" * 32,
        "A share without its parts.",
    ):
        assert part in told


def test_way_to_a_page_is_told_step_by_step(river, client: Client) -> None:
    page = client.get("/releases/1/indicators/share/AA/2020/").content.decode()
    way = re.findall(r'<nav class="crumbs".*?</nav>', page, re.S)[0]
    assert re.findall(r'href="([^"]+)"', way) == [
        "/releases/1/",
        "/releases/1/strategy/",
        "/releases/1/strategy/basin/W/",
        "/releases/1/strategy/basin/W1/",
        "/releases/1/indicators/share/",
    ]
    assert 'aria-current="page"' in way


def test_front_page_says_what_the_report_says(river, client: Client) -> None:
    front = text(client.get("/releases/1/").content.decode())
    report = text(client.get("/releases/1/report/").content.decode())
    sentence = front.partition("Is it working? ")[2].partition(" What can be judged")[0]
    verdict = re.search(r"Of \d+ results on record, \d+ can be held against a target\.", front)
    assert verdict, sentence
    assert verdict[0] in report


def test_text_of_strangers_is_only_text(river, client: Client) -> None:
    page = client.get("/releases/1/indicators/wells/").content.decode()
    assert "<script>alert" not in page
    assert "Wells &lt;script&gt;" in page
    undertaking = client.get("/releases/1/undertakings/U2/").content.decode()
    assert "Plant &lt;b&gt;trees&lt;/b&gt;." in undertaking


def test_held_figure_is_told_without_its_value(river, client: Client) -> None:
    page = text(client.get("/releases/1/compare/").content.decode())
    assert "twice the wells there are" in page


@pytest.mark.parametrize(
    ("address", "told", "near"),
    [
        ("/releases/9/", "There is no release 9.", "/releases/1/"),
        ("/releases/1/places/BBB/", "no place “BBB”", "/releases/1/places/BB/"),
        ("/releases/1/indicators/shar/", "no indicator “shar”", "/releases/1/indicators/share/"),
        ("/releases/1/indicators/share/AA/2014/", "No figure of", "/releases/1/indicators/share/AA/2020/"),
        ("/releases/1/indicators/share/AA/odd/", "is not a period", "/releases/1/indicators/share/"),
        ("/releases/1/strategy/basn/", "no framework “basn”", "/releases/1/strategy/basin/"),
        ("/releases/1/strategy/basin/W2/", "no node “W2”", "/releases/1/strategy/basin/W1/"),
        ("/releases/1/undertakings/U9/", "no undertaking “U9”", "/releases/1/undertakings/U1/"),
        ("/releases/1/agencies/alfa/", "no agency “alfa”", "/releases/1/agencies/alpha/"),
        ("/releases/1/activities/digg/", "no activity “digg”", "/releases/1/activities/dig/"),
        ("/releases/1/sources/papers/", "no source “papers”", "/releases/1/sources/paper/"),
        ("/releases/1/forums/counsil/", "no forum “counsil”", "/releases/1/forums/council/"),
        ("/releases/1/questions/progres/", "no question “progres”", "/releases/1/questions/progress/"),
        ("/releases/1/files/odd.parquet", "no file “odd.parquet”", "/releases/1/files/"),
        ("/releases/1/places/?places=99", "no part 99", "/releases/1/places/"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(
    river, client: Client, address: str, told: str, near: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert told in page
    assert f'href="{near}"' in page


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/releases/1/questions/progress/?colour=red", "progress has no column colour."),
        ("/releases/1/questions/progress/?period=someday", "is not a period"),
        ("/releases/1/undertakings/?status=odd", "status cannot be “odd”."),
        ("/releases/1/places/?places=0", "takes the number of a part"),
        ("/releases/1/places/?places=9999999999999999999999", "takes the number of a part"),
        ("/releases/1/places/?form=pdf&table=places", "A table can be had as csv, xlsx, notes."),
        ("/releases/1/places/?form=csv&table=odd", "no such table"),
        ("/releases/1/compare/?with=8", "with cannot be “8”."),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(river, client: Client, address: str, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert told in text(answer.content.decode())
