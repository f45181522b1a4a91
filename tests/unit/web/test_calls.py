"""Pages of data calls: opening, the board, an agency's answer with its problems, questions, handover, who may not."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from istmo.collect import queries
from istmo.collect.calls import NewCall, close_call, open_call
from istmo.collect.models import Asks, CallPiece, DataCall, Declaration, Question, State, Version
from istmo.framework import stored
from istmo.framework.services import import_folder
from istmo.people.models import Agency, User
from istmo.people.services import register_agencies
from istmo.review.clearance import clear
from istmo.review.comments import comment
from istmo.review.models import Comment, Standing
from istmo.review.services import hold, send_back
from tests.browser.pages import QUERIES
from tests.cast import AT, BAD, GOOD, RESTATED, received, write_small
from tests.unit.web.accounts import told, with_factor

ANSWER = "/calls/c1/of/usaid/"


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _file(text: str = GOOD, name: str = "figures.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def _send(client: Client, text: str = GOOD, **more: object):
    return client.post(ANSWER, {"file": _file(text), "seen": "0"} | more, follow=True)


def test_coordinator_opens_a_call(page: Client, call) -> None:
    typed = {
        "code": "c2", "title": "Second call", "framework": "small", "year": "FY2018", "asks": "performance",
        "agencies": ["usaid"], "pieces": ["results"], "targets": "FY2019, FY2020", "zone": "America/Guatemala",
        "due": "2999-12-15", "closes": "2999-12-31 17:00", "grace": "5",
    }  # fmt: skip
    answer = page.post("/open-call/", typed, follow=True)
    assert "Due</dt><dd>2999-12-15 23:59 (America/Guatemala, UTC-06:00)" in told(answer)
    opened = DataCall.objects.get(code="c2")
    pieces = [str(one) for one in CallPiece.objects.filter(call=opened)]
    assert pieces == ["results", "targets FY2019", "targets FY2020"]
    assert [one.agency.code for one in opened.assignments.all()] == ["usaid"]


def test_opening_tells_all_that_is_wrong_and_keeps_what_was_typed(page: Client, call) -> None:
    typed = {
        "code": "c2", "title": "Second call", "framework": "small", "year": "FY2018", "asks": "performance",
        "targets": "FY2017", "zone": "UTC", "due": "soon", "closes": "2017-13-01",
    }  # fmt: skip
    answer = page.post("/open-call/", typed)
    assert answer.status_code == 422
    for part in (
        "“soon” is no moment",
        "“2017-13-01” is no moment",
        "FY2017 is not after FY2018",
        "Second call",
    ):
        assert part in told(answer)
    assert DataCall.objects.count() == 1


def test_board_shows_everybody_to_who_runs_it_and_the_own_lines_to_others(page: Client, cast, call) -> None:
    assert {"USAID", "INL"} <= set(told(page.get("/calls/c1/")).replace("<", ">").split(">"))
    assert "INL" not in told(_as(cast.ana).get("/calls/c1/"))
    assert _as(cast.eva).get("/calls/c1/").status_code == 403
    assert _as(cast.carla).get(ANSWER).status_code == 403


def test_opening_the_page_is_noted_once(cast, call) -> None:
    _as(cast.diego).get(ANSWER)
    assert call.assignments.get(agency=cast.usaid).opened_at is None
    _as(cast.ana).get(ANSWER)
    assert call.assignments.get(agency=cast.usaid).opened_at is not None


def test_file_with_errors_is_kept_and_told_in_its_own_cells(cast, call, tmp_path: Path) -> None:
    ana = _as(cast.ana)
    answer = _send(ana, BAD)
    assert "Kept as a draft and not submitted" in told(answer)
    assert "E2" in told(answer)
    assert "12O" in told(answer)
    assert "0 of 1 figures" in told(ana.get(ANSWER))
    marked = ana.get(f"{ANSWER}versions/1/marked/")
    assert marked["Content-Disposition"] == 'attachment; filename="figures-marked.xlsx"'
    assert marked.content.startswith(b"PK")
    received = ana.get(f"{ANSWER}versions/1/received/")
    assert b"".join(received.streaming_content) == BAD.encode()
    assert "Submitted. Another person decides" in told(_send(ana, seen="1"))
    assert "1 of 1 figures" in told(ana.get(ANSWER))


def test_same_bytes_again_and_a_version_between_are_told(cast, call) -> None:
    ana = _as(cast.ana)
    _send(ana)
    assert "same bytes as version 1" in told(_send(ana, seen="1"))
    with_factor(cast.ben)
    assert "somebody else sent version 1" in told(_send(_as(cast.ben), RESTATED, seen="0"))
    assert Version.objects.count() == 2


def test_who_sent_a_file_is_said_by_who_takes_it_in(page: Client, cast, call) -> None:
    offered = told(page.get(ANSWER))
    assert "Who sent it to you" in offered
    assert [f'value="{code}"' in offered for code in ("ana", "ben", "carla", "diego")] == [
        True,
        True,
        False,
        False,
    ]
    assert "Who sent it to you" not in told(_as(cast.ana).get(ANSWER))
    assert "may not" in told(_send(page, sent_by="carla"))
    assert "There is no account “nobody”" in told(_send(page, sent_by="nobody"))
    assert not Version.objects.exists()
    assert "(taken in by boss)" in told(_send(page, sent_by="ana"))
    version = Version.objects.get()
    assert (version.sender, version.received_by.code) == (cast.ana, "boss")


def test_file_after_the_close_is_kept(cast, call) -> None:
    ana = _as(cast.ana)
    ana.get(ANSWER)
    close_call(call=call, by=cast.operator, at=AT)
    answer = _send(ana)
    assert "It is kept and not submitted" in told(answer)
    version = Version.objects.get()
    assert (version.state, version.late) == (State.DRAFT, True)
    assert stored.vault().has(version.raw_sha256)
    assert "came after the close" in told(ana.get("/calls/c1/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file first"),
        ({"file": [_file(name=f"{number}.csv") for number in range(9)]}, "8 files at most"),
        ({"file": _file(name="figures.pdf")}, "pdf"),
    ],
)
def test_what_cannot_be_taken_is_told(cast, call, sent: dict[str, object], said: str) -> None:
    answer = _as(cast.ana).post(ANSWER, sent)
    assert answer.status_code == 422
    assert said in told(answer)
    assert not Version.objects.exists()


def test_form_that_ends_within_a_file_says_that_a_part_arrived(cast, call) -> None:
    part = 'Content-Disposition: form-data; name="{}"'
    body = f'--x\r\n{part.format("seen")}\r\n\r\n0\r\n--x\r\n{part.format("file")}; filename="figures.csv"\r\n\r\nindica'
    answer = _as(cast.ana).post(ANSWER, body.encode(), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 422
    assert "Only a part of the file figures.csv arrived" in told(answer)
    assert not Version.objects.exists()


def test_a_name_that_leads_elsewhere_stays_a_name(cast, call) -> None:
    answer = _as(cast.ana).post(
        ANSWER, {"file": _file(name="../../istmo.sqlite3.csv"), "seen": "0"}, follow=True
    )
    assert Version.objects.get().filename == "istmo.sqlite3.csv"
    assert answer.status_code == 200


def test_nothing_to_report_in_one_step(cast, call) -> None:
    ana = _as(cast.ana)
    assert ana.post(f"{ANSWER}nothing/", {"reason": " "}).status_code == 422
    answer = ana.post(f"{ANSWER}nothing/", {"reason": "No program <yet>"}, follow=True)
    assert "ana said that there is nothing to report: No program &lt;yet&gt;" in told(answer)
    assert Declaration.objects.count() == 1
    assert _as(cast.carla).post(f"{ANSWER}nothing/", {"reason": "x"}).status_code == 403


def test_workbook_is_made_for_the_agency_and_comes_back(cast, call) -> None:
    ana = _as(cast.ana)
    answer = ana.get(f"{ANSWER}workbook/")
    assert answer["Content-Disposition"] == 'attachment; filename="c1_usaid_en.xlsx"'
    assert "c1_usaid_es.xlsx" in ana.get(f"/es{ANSWER}workbook/")["Content-Disposition"]
    assert call.assignments.get(agency=cast.usaid).opened_at is not None
    sent = SimpleUploadedFile("c1_usaid_en.xlsx", answer.content)
    assert ana.post(ANSWER, {"file": sent}, follow=True).status_code == 200
    assert Version.objects.get().filename == "c1_usaid_en.xlsx"
    assert _as(cast.carla).get(f"{ANSWER}workbook/").status_code == 403
    refused = ana.get(f"{ANSWER}workbook/?unit=nobody", follow=True)
    assert "belongs to nobody" in told(refused)


def test_questions_are_asked_answered_and_read_by_all(page: Client, cast, call) -> None:
    _as(cast.ana).post("/calls/c1/questions/", {"text": "Do partners count?"})
    (question,) = Question.objects.all()
    assert question.agency == cast.usaid
    refused = _as(cast.ana).post("/calls/c1/questions/", {"text": "Yes", "to": str(question.pk)})
    assert refused.status_code == 403
    page.post("/calls/c1/questions/", {"text": "Only if paid", "to": str(question.pk)})
    seen = told(_as(cast.carla).get("/calls/c1/questions/"))
    assert "Do partners count?" in seen
    assert "Only if paid" in seen
    assert page.post("/calls/c1/questions/", {"text": " "}).status_code == 422


def test_close_and_open_again(page: Client, cast, call) -> None:
    assert _as(cast.ana).get("/calls/c1/change/").status_code == 403
    page.post("/calls/c1/change/", {"close": "yes"})
    assert queries.call("c1").closed_at is not None
    lacking = page.post("/calls/c1/change/", {"until": "2999-01-01", "reason": ""})
    assert (lacking.status_code, "Say why" in told(lacking), "2999-01-01" in told(lacking)) == (
        422,
        True,
        True,
    )
    assert "The call is open." in told(
        page.post("/calls/c1/change/", {"until": "2999-01-01", "reason": "A storm"}, follow=True)
    )
    assert queries.call("c1").closed_at is None


def test_reminders_are_shown_then_sent(page: Client, cast, call, django_capture_on_commit_callbacks) -> None:
    User.objects.filter(code="ana").update(email="ana@example.org")
    seen = told(page.get("/calls/c1/remind/"))
    assert "Dear Ana," in seen
    assert "ana@example.org" not in seen
    with django_capture_on_commit_callbacks(execute=True):
        page.post("/calls/c1/remind/")
    (message,) = mail.outbox
    assert "http://testserver/calls/c1/" in message.body
    assert "Reminded today already" in told(page.get("/calls/c1/remind/"))
    assert _as(cast.ana).post("/calls/c1/remind/").status_code == 403


def test_calendar_is_a_file(cast, call) -> None:
    answer = _as(cast.ana).get("/calls/c1/calendar/")
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_handover_tells_what_was_decided_and_why(cast, call) -> None:
    ana = _as(cast.ana)
    _send(ana)
    version = Version.objects.get()
    comment(version=version, text="Where from?", by=cast.diego, at=AT, figures=["3"])
    hold(version=version, figures=["2"], reason="Too high", by=cast.diego, at=AT)
    send_back(version=version, by=cast.diego, at=AT, comment="See row 2")
    ana.post(f"{ANSWER}handover/", {"text": "The posts send theirs in March."})
    _as(cast.ana).post("/calls/c1/questions/", {"text": "Do partners count?"})
    seen = told(ana.get(f"{ANSWER}handover/"))
    places = [
        seen.index(part)
        for part in (
            "The call was opened",
            "Submitted",
            "Where from?",
            "Too high",
            "See row 2",
            "in March",
            "Do partners count?",
        )
    ]
    assert places == sorted(places)
    assert _as(cast.carla).get(f"{ANSWER}handover/").status_code == 403
    seen = told(ana.get(f"{ANSWER}versions/1/"))
    assert "See row 2" in seen
    assert ana.get("/review/c1/usaid/1/").status_code == 200
    assert 'href="/review/c1/usaid/1/"' in seen


def test_what_is_held_and_said_is_asked_back_and_answered_on_the_agencys_own_pages(cast, call) -> None:
    ana = _as(cast.ana)
    _send(ana)
    version = Version.objects.get()
    hold(version=version, figures=["E2"], reason="Twice last year's", by=cast.diego, at=AT)
    comment(version=version, text="Where from?", by=cast.diego, at=AT, figures=["3"])
    for address in (ANSWER, f"{ANSWER}versions/1/"):
        seen = told(ana.get(address))
        for part in ("E2: <span", "People trained, El Salvador, FY2017", "Twice last year", "Where from?"):
            assert part in seen
    empty = ana.post(f"{ANSWER}versions/1/", {"comment": "", "place": "E2", "text": " "})
    assert (empty.status_code, "<details open>" in told(empty)) == (422, True)
    ana.post(f"{ANSWER}versions/1/", {"comment": "", "place": "E2", "text": "The new camp."})
    about_row, about_cell = Comment.objects.order_by("pk")
    assert (about_row.standing, about_cell.place) == (Standing.OPEN, "E2")
    ana.post(f"{ANSWER}versions/1/", {"comment": str(about_row.pk), "place": "", "text": "From the post."})
    about_row.refresh_from_db()
    assert about_row.standing == Standing.ANSWERED
    seen = told(_as(cast.ana).get(ANSWER))
    assert seen.index("Twice last year") < seen.index("The new camp.") < seen.index("From the post.")
    for stranger in (cast.carla, cast.eva):
        refused = _as(stranger).post(f"{ANSWER}versions/1/", {"place": "E2", "text": "No"})
        assert refused.status_code == 403


def test_steps_of_clearance_are_set_on_their_page(page: Client, cast, call) -> None:
    typed = {"name": ["mission", "", "secretariat"], "role": ["approver", "reviewer", "reviewer"]}
    twice = page.post("/calls/c1/clearance/", typed | {"name": ["a", "a"], "agency": ["usaid", ""]})
    assert (twice.status_code, 'value="a"' in told(twice)) == (422, True)
    page.post("/calls/c1/clearance/", typed | {"agency": ["usaid", "", ""]})
    steps = [(one.number, one.name, one.role, str(one.agency)) for one in call.clearance_steps.all()]
    assert steps == [(1, "mission", "approver", "usaid"), (2, "secretariat", "reviewer", "None")]
    assert "The steps of clearance were set" in told(page.get(f"{ANSWER}handover/"))
    assert _as(cast.ana).post("/calls/c1/clearance/", typed).status_code == 403
    _send(_as(cast.ana))
    with_factor(cast.ben)
    clear(version=Version.objects.get(), by=cast.ben, at=AT)
    assert "the steps of this call stay" in told(page.get("/calls/c1/clearance/"))
    assert page.post("/calls/c1/clearance/", typed).status_code == 422


def test_a_new_call_begins_as_the_one_of_a_year_before(page: Client, cast, call) -> None:
    standing = NewCall("c0", "For context", call.framework, "FY2024", {cast.inl: Asks.CONTEXT})
    beside = NewCall("documents", "Documents", call.framework, "FY2030", {cast.usaid: Asks.NOTHING})
    for new in (standing, beside):
        open_call(new=new, by=cast.operator, at=AT)
    seen = told(page.get("/open-call/"))
    for part in (
        'value="performance" selected',
        'value="FY2018"',
        'value="fy2018"',
        'value="Results of FY2018"',
        "<h2>When</h2>",
    ):
        assert part in seen


def _large(cast, folder: Path) -> DataCall:
    """A call that asks a hundred agencies for two hundred indicators; half of them are units, half have answered."""
    indicators = "".join(
        f"  - {{code: i{n}, title: Indicator {n}, kind: output, preset: things_delivered, unit: houses, "
        "input: assistance, nodes: [A], custom_reason: only an example}\n"
        for n in range(200)
    )
    (write_small(folder) / "frameworks/small/indicators.yaml").write_text(f"indicators:\n{indicators}")
    (version,) = import_folder(path=folder, by=cast.operator, at=AT)
    register_agencies([(f"a{n:02}", f"Agency {n}", True, "usaid" if n % 2 else "") for n in range(100)])
    agencies = list(Agency.objects.filter(code__startswith="a"))
    asked = dict.fromkeys(agencies, Asks.EVERYTHING)
    large = open_call(new=NewCall("c2", "Large call", version, "FY2017", asked), by=cast.operator, at=AT)
    for one in agencies[::2]:
        received(large, one, cast.ana)
    return large


def test_the_board_asks_as_often_for_a_hundred_agencies_as_for_two(
    cast, page: Client, call, tmp_path
) -> None:
    _large(cast, tmp_path / "large")
    asked = {}
    for name, reader in (("boss", page), ("ana", _as(cast.ana)), ("diego", _as(cast.diego))):
        for code in ("c1", "c2"):
            with CaptureQueriesContext(connection) as queries_:
                answer = reader.get(f"/calls/{code}/")
            assert answer.status_code == 200
            asked[name, code] = len(queries_)
    assert all(asked[name, "c1"] == asked[name, "c2"] <= QUERIES for name in ("boss", "ana", "diego")), asked
