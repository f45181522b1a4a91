"""Pages on which what came in is decided: what each shows and does; who may and who may not; what was typed is kept."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from istmo.collect.models import State, Version
from istmo.collect.services import submit
from istmo.people.models import User
from istmo.review import services
from istmo.review.clearance import Step, set_steps
from istmo.review.models import Comment, Hold, Settlement, Standing, Waiver
from tests.browser.pages import QUERIES, WEIGHT
from tests.cast import AT, GOOD, RESTATED, Cast, later
from tests.unit.web.accounts import told, with_factor

#: A unit that is not the indicator's: a warning in every row.
WARNED = "".join(
    f"{line},{unit}\n" for line, unit in zip(RESTATED.splitlines(), ("unit", "houses", "houses"), strict=True)
)
ONE, TWO = "/review/c1/usaid/1/", "/review/c1/usaid/2/"


@pytest.fixture
def send(cast: Cast, call, tmp_path: Path):
    """Hand in a text for an agency."""

    def sent(text: str = GOOD, by: User | None = None, agency=None) -> Version:
        file = tmp_path / "figures.csv"
        file.write_text(text, encoding="utf-8")
        return submit(call=call, agency=agency or cast.usaid, files=[file], by=by or cast.ana, at=AT)[0]

    return sent


def client(user: User) -> Client:
    """A browser in which the account is signed in, with a second factor."""
    if not user.authenticator_set.exists():
        with_factor(user)
    browser = Client()
    browser.force_login(user)
    return browser


def sealed(text: str) -> dict[str, str]:
    """What the form of the decision carries."""
    return dict(re.findall(r'name="(seal|held)" value="([^"]*)"', text))


def test_the_queue_tells_the_largest_change_first(cast: Cast, send) -> None:
    send()
    send(WARNED)
    send(GOOD.replace("usaid", "inl").replace("youth", "").replace("120", "900"), cast.carla, cast.inl)
    diego = client(cast.diego)
    text = told(diego.get("/review/"))
    assert "2 submissions wait" in text
    assert text.index("+900%") < text.index("+44%")
    assert "90</span> → 900" in text or "90 → 900" in text.replace("\n", "")
    by_age = told(diego.get("/review/?order=age"))
    assert by_age.index("c1/usaid/2") < by_age.index("c1/inl/1")
    assert "c1/inl/1" not in told(client(cast.ana).get("/review/"))


def test_a_version_tells_every_figure_beside_the_one_before(cast: Cast, send) -> None:
    send()
    send(WARNED)
    text = told(client(cast.diego).get(TWO))
    assert ("<strong>+44%</strong>" in text, "+8%" in text) == (False, True)
    assert "People trained" in text
    assert "unit_differs" in text
    assert "Not as before: unit" in text
    changed = told(client(cast.diego).get(f"{TWO}?show=held"))
    assert "No figure is of this kind." in changed


def test_a_figure_that_may_still_change_is_told_as_that(cast: Cast, send) -> None:
    lines = GOOD.splitlines()
    send("\n".join([f"{lines[0]},maturity", f"{lines[1]},preliminary", f"{lines[2]},", ""]))
    text = told(client(cast.diego).get(f"{ONE}?show=all"))
    assert text.count("preliminary") == 1


def test_figures_are_held_commented_and_lifted_by_ticking_them(cast: Cast, send) -> None:
    version = send()
    diego = client(cast.diego)
    nothing = diego.post(ONE, {"do": "hold", "text": "in doubt"})
    assert (nothing.status_code, "Tick the figures" in told(nothing), "in doubt" in told(nothing)) == (
        422,
        True,
        True,
    )
    kept = diego.post(ONE, {"do": "hold", "figure": ["E2", "E3"], "text": " "})
    assert (kept.status_code, told(kept).count(" checked"), Hold.objects.count()) == (422, 2, 0)
    assert diego.post(ONE, {"do": "hold", "figure": ["E2"], "text": "in doubt"}).status_code == 302
    assert str(Hold.objects.get()) == "E2"
    diego.post(ONE, {"do": "comment", "figure": ["E2", "E3"], "text": "Is this the whole year?"})
    assert [one.place for one in Comment.objects.all()] == ["E2", "E3"]
    text = told(diego.get(f"{ONE}?show=comments"))
    assert ("2 comments to settle" in text, "in doubt" in text) == (True, True)
    diego.post(ONE, {"do": "lift", "figure": ["E2"], "text": "confirmed"})
    services.hold(version=version, figures=["3"], reason="row", by=cast.diego, at=AT)
    diego.post(ONE, {"do": "lift", "figure": ["E3"], "text": "confirmed"})
    assert not Hold.objects.filter(lifted_at__isnull=True).exists()


def test_exactly_what_was_seen_is_approved(cast: Cast, send) -> None:
    version = send()
    diego = client(cast.diego)
    seen = sealed(told(diego.get(ONE)))
    services.hold(version=version, figures=["2"], reason="in doubt", by=cast.ben, at=AT)
    stale = diego.post(ONE, {"do": "approve", "text": "All seen", **seen})
    assert stale.status_code == 422
    assert "Held since then: row 2." in told(stale)
    assert "All seen" in told(stale)
    assert Version.objects.get().state == State.SUBMITTED
    again = diego.post(ONE, {"do": "approve", "text": "All seen", **sealed(told(stale))})
    assert (again.status_code, Version.objects.get().state) == (302, State.APPROVED)
    assert "Approved by diego" in told(diego.get(ONE))


def test_a_version_whose_every_figure_is_held_still_waits_on_its_page(cast: Cast, send) -> None:
    version = send()
    services.hold(version=version, figures=["2", "3"], reason="in doubt", by=cast.diego, at=AT)
    diego = client(cast.diego)
    refused = diego.post(ONE, {"do": "approve", "text": "fine", **sealed(told(diego.get(ONE)))})
    assert (refused.status_code, "is held. Return it" in told(refused)) == (422, True)
    assert 'value="return"' in told(refused)
    assert "approved." not in told(refused)


def test_a_version_that_was_superseded_is_not_decided(cast: Cast, send) -> None:
    send()
    diego = client(cast.diego)
    seen = sealed(told(diego.get(ONE)))
    send(RESTATED)
    late = diego.post(ONE, {"do": "approve", "text": "fine", **seen})
    assert (late.status_code, "was superseded by c1/usaid/2" in told(late)) == (422, True)
    assert '<pre class="text">fine</pre>' in told(late)
    assert "A later version was submitted" in told(diego.get(ONE))


def test_a_version_is_returned_with_the_reason(cast: Cast, send) -> None:
    send()
    diego = client(cast.diego)
    assert diego.post(ONE, {"do": "return", "text": ""}).status_code == 422
    assert diego.post(ONE, {"do": "return", "text": "Row 2: which unit?"}).status_code == 302
    assert "Row 2: which unit?" in told(client(cast.ana).get(ONE))


def test_an_agency_recalls_what_waits(cast: Cast, send) -> None:
    send()
    ana = client(cast.ana)
    text = told(ana.get(ONE))
    assert ('value="recall"' in text, 'value="approve"' in text) == (True, False)
    assert ana.post(ONE, {"do": "recall", "text": "The wrong file"}).status_code == 302
    assert "Recalled by ana: The wrong file" in told(ana.get(ONE))


def test_a_warning_is_let_pass(cast: Cast, send) -> None:
    send(WARNED)
    diego = client(cast.diego)
    wrong = diego.post(ONE, {"do": "waive", "check": "unit_differs", "rows": "99", "text": "households"})
    assert (wrong.status_code, 'value="99"' in told(wrong), "households" in told(wrong)) == (422, True, True)
    assert (
        diego.post(
            ONE, {"do": "waive", "check": "unit_differs", "rows": "2, 3", "text": "households"}
        ).status_code
        == 302
    )
    assert Waiver.objects.count() == 2
    assert "Let pass for E2 by diego: households" in told(diego.get(ONE))


def test_steps_are_passed_before_the_approval(cast: Cast, call, send) -> None:
    set_steps(
        call=call,
        steps=[Step("bureau", "approver"), Step("secretariat", "reviewer")],
        by=cast.operator,
        at=AT,
    )
    send()
    ben, diego = client(cast.ben), client(cast.diego)
    text = told(ben.get(ONE))
    assert ("Pass the step: bureau" in text, 'value="approve"' in text) == (True, False)
    wrong = diego.post(ONE, {"do": "clear", **sealed(text)})
    assert (wrong.status_code, "The next step is bureau" in told(wrong)) == (422, True)
    assert ben.post(ONE, {"do": "clear", **sealed(text)}).status_code == 302
    text = told(diego.get(ONE))
    assert ("passed by ben" in text, "Pass the step: secretariat" in text) == (True, True)


def test_comments_are_answered_and_resolved(cast: Cast, send) -> None:
    send()
    diego, ana = client(cast.diego), client(cast.ana)
    page = f"{ONE}comments/"
    diego.post(page, {"text": "Who counted?"})
    (one,) = Comment.objects.all()
    empty = ana.post(page, {"number": str(one.pk), "text": " "})
    assert (empty.status_code, "the text is empty" in told(empty)) == (422, True)
    ana.post(page, {"number": str(one.pk), "text": "The posts"})
    ana.post(page, {"number": str(one.pk), "text": "Done?", "do": "resolve"})
    one.refresh_from_db()
    assert one.standing == Standing.ANSWERED
    diego.post(page, {"number": str(one.pk), "text": "Good", "do": "resolve"})
    text = told(diego.get(page))
    assert [words in text for words in ("Who counted?", "The posts", "Good", "Done?", "resolved")] == [
        True, True, True, False, True,
    ]  # fmt: skip
    assert diego.post(page, {"number": "77", "text": "?"}).status_code == 422
    gone = send(GOOD.splitlines()[0] + "\n" + GOOD.splitlines()[1] + "\n")
    services.send_back(version=gone, by=cast.diego, at=later(), comment="why?")


def test_a_comment_on_a_figure_that_is_gone_says_so(cast: Cast, send) -> None:
    send()
    diego = client(cast.diego)
    diego.post(ONE, {"do": "comment", "figure": ["E3"], "text": "Which year?"})
    send("\n".join(GOOD.splitlines()[:2]) + "\n")
    assert "Its figure is gone: People trained, El Salvador, FY2016" in told(diego.get(f"{TWO}comments/"))
    assert "Its figure is gone" in told(diego.get(TWO))


@pytest.mark.parametrize(
    ("person", "sees"), [("ana", 200), ("ben", 200), ("carla", 403), ("diego", 200), ("eva", 403)]
)
def test_who_sees_a_version(cast: Cast, send, person: str, sees: int) -> None:
    send()
    browser = client(getattr(cast, person))
    for page in (ONE, f"{ONE}comments/"):
        assert browser.get(page).status_code == sees
    assert browser.get("/review/").status_code == (403 if person == "eva" else 200)
    assert browser.get("/review/overlaps/").status_code == (200 if person == "diego" else 403)
    refused = browser.post(ONE, {"do": "return", "text": "My long reason"})
    may = person in ("ben", "diego")
    assert (refused.status_code == 302, Version.objects.get().state == State.RETURNED) == (may, may)
    if not may:
        assert "My long reason" in told(refused)


def test_a_draft_and_an_unknown_version_are_no_pages(cast: Cast, send) -> None:
    send(GOOD.replace("120", "12O"))
    diego = client(cast.diego)
    assert [diego.get(page).status_code for page in (ONE, TWO, "/review/c9/usaid/1/")] == [404, 404, 404]


def test_an_overlap_is_settled(cast: Cast, send) -> None:
    two = GOOD + "trained,SV,FY2017,result,30,usaid,,own\n"
    services.approve(version=send(two), by=cast.diego, at=AT)
    diego = client(cast.diego)
    text = told(diego.get("/review/overlaps/"))
    address = re.search(r'href="(/review/overlaps/one/[^"]+)"', text)[1].replace("&amp;", "&")
    text = told(diego.get(address))
    assert (">120 " in text or ">120<" in text, ">150 " in text or ">150<" in text) == (True, True)
    wrong = diego.post(address, {"decision": "custom", "value": "999", "reason": "I looked"})
    assert (wrong.status_code, "at most 150" in told(wrong), "I looked" in told(wrong)) == (422, True, True)
    assert diego.post(address, {"decision": "max", "reason": "One training"}).status_code == 302
    assert Settlement.objects.get().decision == "max"
    assert "One training" in told(diego.get("/review/overlaps/?show=all"))


def test_a_page_of_many_figures_costs_little(cast: Cast, call, send) -> None:
    set_steps(call=call, steps=[Step("secretariat", "reviewer")], by=cast.operator, at=AT)
    rows = [
        f"trained,{place},{2000 + year},result,{year + 1},usaid,youth,own,houses,a note"
        for year in range(17)
        for place in ("SV", "HN")
    ]
    header = f"{GOOD.splitlines()[0]},unit,note"
    send("\n".join([header, *rows]) + "\n")
    send(
        "\n".join([header, *(row.replace("houses", "people") for row in rows[1:])]).replace(",9,", ",70,")
        + "\n"
    )
    diego = client(cast.diego)
    diego.post(TWO, {"do": "comment", "figure": ["E2", "E3"], "text": "Why?"})
    diego.get(TWO)
    for page in (TWO, f"{TWO}comments/", "/review/", "/review/overlaps/"):
        with CaptureQueriesContext(connection) as asked:
            answer = diego.get(page)
        cost = (answer.status_code, len(asked) <= QUERIES, len(answer.content) <= WEIGHT)
        assert cost == (200, True, True), (page, [one["sql"][:90] for one in asked], len(answer.content))
