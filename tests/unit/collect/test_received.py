"""A call by mail and folder: workbooks go out, come back filled in by many hands, and each is answered."""

import os
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from istmo.collect import answers, assigned, queries, received, units
from istmo.collect.models import State, Submission, UnitPart, Version
from istmo.collect.origins import Taken, judged
from istmo.collect.services import submit
from istmo.formats import door
from istmo.framework import queries as frameworks
from istmo.framework import stored
from istmo.framework.models import Architecture
from istmo.framework.services import publish_draft
from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, Event, Scope
from istmo.people.permissions import NotAllowed
from istmo.people.queries import user
from istmo.people.services import NewUser, add_user
from istmo.review import roster
from istmo.spec.architecture import load
from tests.called import FIRST, fill
from tests.called import MADE as AT
from tests.unit.web.accounts import told

CODE = "exercise-2026"


def test_receive_submits_what_is_right_and_keeps_what_is_not(year: Any) -> None:
    fill(year.made["works"], year.inbox / "obras ñ.xlsx", {("Results", "Result", FIRST): 12})
    fill(year.made["health"], year.inbox / "health.xlsx", {("Results", "Result", FIRST): "12 o 13"})
    came = year.take()
    assert received.state(came["obras ñ.xlsx"]) == State.SUBMITTED
    assert received.state(came["health.xlsx"]) == "draft"
    told = (year.inbox / "answers" / "health.txt").read_text(encoding="utf-8-sig")
    assert "Results!I5" in told
    assert "12 o 13" in told
    assert (year.inbox / "answers" / "health.xlsx").exists()
    assert "submitted to exercise-2026" in (year.inbox / "answers" / "obras ñ.txt").read_text(
        encoding="utf-8-sig"
    )


def test_receive_again_changes_nothing(year: Any) -> None:
    fill(year.made["works"], year.inbox / "a.xlsx", {("Results", "Result", FIRST): 900})
    fill(year.made["health"], year.inbox / "b.xlsx", {("Results", "Result", FIRST): "n/a"})
    year.take()
    before = {path.name: path.read_bytes() for path in (year.inbox / "answers").iterdir()}
    events, versions = Event.objects.count(), Version.objects.count()
    year.take()
    assert {path.name: path.read_bytes() for path in (year.inbox / "answers").iterdir()} == before
    assert (Event.objects.count(), Version.objects.count()) == (events, versions)
    assert len(before) == 3


def test_receive_skips_with_words_what_is_no_workbook(year: Any) -> None:
    for name in ("~$a.xlsx", "old.xls", "all.zip", "mail.eml", "broken.xlsx", "notes.txt"):
        (year.inbox / name).write_bytes(b"PK\x03\x04 broken")
    (year.inbox / "sub").mkdir()
    openpyxl.Workbook().save(year.inbox / "sub" / "own.xlsx")
    came = year.take()
    assert {received.state(one) for one in came.values()} == {"not taken"}
    assert "close it" in came["~$a.xlsx"].said
    assert "save it as .xlsx" in came["old.xls"].said
    assert "attachments" in came["mail.eml"].said
    assert "damaged" in came["broken.xlsx"].said
    assert [one.name for one in came.values() if one.is_answer] == ["broken.xlsx"]
    assert "submission submit" in came["sub/own.xlsx"].said


def stripped(path: Path, out: Path) -> Path:
    book = openpyxl.load_workbook(path)
    del book["istmo.manifest"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(out)
    return out


def test_receive_without_manifest_asks_once_and_takes_it_when_told(year: Any) -> None:
    filled = fill(year.made["works"], year.inbox / "a.xlsx", {("Results", "Result", FIRST): 12})
    stripped(filled, filled)
    (first,) = year.take().values()
    assert first.version is None
    assert f"{CODE} of works" in first.said
    assert f"--call {CODE}" in first.said
    (second,) = year.take(call=year.call).values()
    assert (second.agency, received.state(second)) == ("works", State.SUBMITTED)
    assert "workbook_without_manifest" in {problem.code for problem in second.problems}


def test_receive_of_rows_that_lost_their_keys_knows_them_by_code(year: Any) -> None:
    filled = fill(year.made["health"], year.inbox / "a.xlsx", {("Results", "Result", FIRST + 2): 44})
    book = openpyxl.load_workbook(stripped(filled, filled))
    sheet = book["Results"]
    sheet.delete_cols(sheet.max_column)
    book.save(filled)
    (came,) = year.take(call=year.call).values()
    assert came.version is not None
    assert "key_missing" not in {problem.code for problem in came.problems}
    (row,) = duckdb.sql(
        f"select indicator, activity, breakdown, value from read_parquet('{stored.vault().path(came.version.figures_sha256)}')"
    ).fetchall()
    assert row == ("people-served", "clinics-alta", "sex=f", 44)


def test_receive_merges_parts_and_takes_a_later_one_alone(year: Any) -> None:
    fill(year.made["health-alta"], year.inbox / "alta.xlsx", {("Results", "Result", FIRST): 900})
    fill(year.made["health-bera"], year.inbox / "bera.xlsx", {("Results", "Result", FIRST): -10})
    came = year.take()
    assert {one.version.figures for one in came.values()} == {2}
    fill(year.made["health-bera"], year.inbox / "bera.xlsx", {("Results", "Result", FIRST): -11})
    came = year.take()
    assert {one.version.number for one in came.values()} == {2}
    assert answers.changed(came["bera.xlsx"].version) == answers.Changed(0, 1, 0)
    assert list(UnitPart.objects.values_list("unit", "number").order_by("pk")) == [
        ("health-alta", 1),
        ("health-bera", 1),
        ("health-bera", 2),
    ]


def test_receive_shows_both_places_of_a_cell_told_differently(year: Any) -> None:
    row = next(
        row
        for row in range(FIRST, 40)
        if str(openpyxl.load_workbook(year.made["health"])["Results"].cell(row, 2).value).startswith(
            "Clinics open"
        )
    )
    fill(year.made["health"], year.inbox / "whole.xlsx", {("Results", "Result", row): 6})
    year.take()
    book = openpyxl.load_workbook(year.made["health-alta"])["Results"]
    own = next(row for row in range(FIRST, 40) if str(book.cell(row, 2).value).startswith("Clinics open"))
    fill(year.made["health-alta"], year.inbox / "alta.xlsx", {("Results", "Result", own): 7})
    came = year.take()
    (problem,) = [one for one in came["alta.xlsx"].own if one.code == "told_differently"]
    assert f"7 in [alta.xlsx]Results!I{own}" in problem.found.replace("'", "")
    assert f"6 in [whole.xlsx]Results!I{row}" in problem.found.replace("'", "")
    assert received.state(came["alta.xlsx"]) == "draft"


def test_receive_of_two_copies_takes_the_one_changed_last(year: Any) -> None:
    for name, value, time in (("new.xlsx", 13, 2_000), ("old.xlsx", 12, 1_000)):
        path = fill(year.made["works"], year.inbox / name, {("Results", "Result", FIRST): value})
        os.utime(path, (time, time))
    came = year.take()
    assert received.state(came["new.xlsx"]) == State.SUBMITTED
    assert "older copy of new.xlsx" in came["old.xlsx"].said


def test_submit_asks_about_another_agencys_workbook_and_takes_it_twice(year: Any, tmp_path: Path) -> None:
    filled = fill(year.made["works"], tmp_path / "a.xlsx", {("Results", "Result", FIRST): 12})
    justice = Agency.objects.get(code="justice")
    for number, (state, severity) in enumerate(((State.DRAFT, "error"), (State.SUBMITTED, "warning")), 1):
        version, new = submit(
            call=year.call,
            agency=justice,
            files=[filled],
            by=year.carla,
            at=AT + timedelta(days=1),
            reading=year.reading,
        )
        assert (version.state, version.number, new) == (state, number, True)
        told = [problem for problem in queries.problems(version) if problem.code == "other_workbook"]
        assert [str(problem.severity) for problem in told] == [severity]


def test_judged_tells_a_manifest_that_was_changed(year: Any, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(year.made["works"])
    book["istmo.manifest"].cell(4, 2).value = "works-north"
    book.save(tmp_path / "a.xlsx")
    (origin,) = door.read_origins([tmp_path / "a.xlsx"])
    assert origin is not None
    found = judged([origin], Taken(year.call, Agency.objects.get(code="works")))
    assert {problem.code for problem in found} == {"manifest_changed", "only_a_part"}


def test_templates_have_names_for_every_computer_and_refuse_other_languages(year: Any) -> None:
    assert year.made["health-alta"].name == "exercise-2026_health_health-alta_en.xlsx"
    with pytest.raises(WrongUse, match="en, es"):
        assigned.language("fr")


def test_units_are_those_of_the_agency_and_unknown_ones_are_refused(year: Any) -> None:
    with assigned.asking_of(year.call, None) as asking:
        assert asking.units(asking.assignment("health")) == ["health-alta", "health-bera"]
        with pytest.raises(WrongUse, match="does not ask friends"):
            asking.assignment("friends")
        with pytest.raises(WrongUse, match="belongs to elsewhere"):
            asking.wanted(asking.assignment("health"), unit="elsewhere")


def send(year: Any, path: Path, unit: str = "") -> str:
    """Upload a file of the health agency on its page; the text of the page that tells of it."""
    client = Client()
    client.force_login(year.carla)
    sent = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post(f"/calls/{CODE}/of/health/", {"file": sent, "seen": "0", "unit": unit}, follow=True)
    with CaptureQueriesContext(connection) as asked:
        units_page = told(client.get(f"/calls/{CODE}/of/health/units/"))
    assert len(asked) <= 12
    return told(answer) + units_page


def test_upload_joins_the_parts_of_units_and_says_what_is_missing_from_which(
    year: Any, tmp_path: Path
) -> None:
    alta = fill(year.made["health-alta"], tmp_path / "alta.xlsx", {("Results", "Result", FIRST): 900})
    bera = fill(year.made["health-bera"], tmp_path / "bera.xlsx", {("Results", "Result", FIRST): 80})
    seen = send(year, alta)
    assert "holds the part of health-alta alone" in seen
    assert "Not all has come yet: Health" in seen
    asked = queries.assignment(queries.call(CODE), "health")
    first = {one.code: one for one in units.units(asked, Version.objects.get(), year.reading, "en")}
    assert (first["health-alta"].came, first["health-bera"].came, first["health-bera"].part) == (1, 0, None)
    stripped(bera, bera)
    send(year, bera)
    (one, two) = Version.objects.order_by("number")
    assert (one.figures, two.figures, two.state) == (1, 2, State.SUBMITTED)
    then = {one.code: one for one in units.units(asked, two, year.reading, "es")}
    assert [then[code].came for code in ("health-alta", "health-bera")] == [1, 1]
    assert then["health-bera"].lacks == then["health-bera"].asked - 1 > 0
    assert "same bytes as version 2" in send(year, bera)
    # A whole that is wrong stands for nothing; one that is right takes the place of all parts.
    odd = tmp_path / "odd.csv"
    odd.write_text("indicator,place\nnothing,nowhere\n", encoding="utf-8")
    assert "not submitted" in send(year, odd, "*")
    fill(year.made["health-bera"], bera, {("Results", "Result", FIRST): 81})
    send(year, bera)
    assert Version.objects.order_by("number").last().figures == 2
    assert "belongs to works" in send(year, bera, "works")
    whole = fill(year.made["health"], tmp_path / "whole.xlsx", {("Results", "Result", FIRST): 5})
    send(year, whole)
    last = Version.objects.order_by("number").last()
    assert (last.figures, last.filename) == (1, "whole.xlsx")


def test_part_that_was_refused_is_no_part_of_what_comes_after(year: Any, tmp_path: Path) -> None:
    scoped = add_user(
        new=NewUser("sam", "reporter", "Sam", Agency.objects.get(code="health")), by=user("operator"), at=AT
    )
    Scope.objects.create(user=scoped, kind=Scope.Kind.PLACE, code="bera")
    alta = fill(year.made["health-alta"], tmp_path / "alta.xlsx", {("Results", "Result", FIRST): 900})
    bera = fill(year.made["health-bera"], tmp_path / "bera.xlsx", {("Results", "Result", FIRST): 80})
    given = {"call": queries.call(CODE), "agency": Agency.objects.get(code="health"), "reading": year.reading}
    with pytest.raises(NotAllowed):
        units.submit(files=[alta], by=scoped, at=AT + timedelta(days=1), **given)
    version, _new = units.submit(files=[bera], by=year.carla, at=AT + timedelta(days=1), **given)
    assert (version.figures, version.filename) == (1, "bera.xlsx")


def test_part_is_not_joined_to_files_read_by_a_plan(year: Any, tmp_path: Path) -> None:
    submission, _made = Submission.objects.get_or_create(
        call=queries.call(CODE), agency=Agency.objects.get(code="health")
    )
    about = {"filename": "x.csv + plan.yaml", "raw_sha256": "a" * 64, "received_by": year.carla}
    UnitPart.objects.create(submission=submission, number=1, received_at=AT, is_planned=True, **about)
    bera = fill(year.made["health-bera"], tmp_path / "bera.xlsx", {("Results", "Result", FIRST): 80})
    assert "read by a column plan" in send(year, bera)


def architecture(of: Architecture) -> frozenset[str]:
    """The codes of its activities."""
    with stored.scratch() as work:
        return load(frameworks.unpack(of, work / "files")).codes("activities")


@pytest.fixture
def proposing(year: Any, tmp_path: Path) -> Any:
    """The health agency's workbook with a roster: one activity ended, one moved, one new; submitted by Rosa."""
    health = Agency.objects.get(code="health")
    rosa = add_user(new=NewUser("rosa", "reporter", "Rosa", health), by=user("operator"), at=AT)
    new = FIRST + 2
    cells: dict[tuple[str, str, int], Any] = {
        ("Results", "Result", FIRST): 5,
        ("Activities", "Ended on", FIRST): "2026-06-30",
        ("Activities", "Now works in", FIRST + 1): "alta | Alta",
        ("Activities", "Name of the activity", new): "Mobile clinic",
        ("Activities", "Place", new): "bera",
        ("Activities", "Objective", new): "S2",
        ("Activities", "First day", new): "2026-01-01",
    }
    sent = fill(year.made["health"], tmp_path / "health.xlsx", cells)

    def submitted() -> Version:
        given = {"call": queries.call(CODE), "agency": health, "reading": year.reading}
        return units.submit(files=[sent], by=rosa, at=AT + timedelta(days=1), **given)[0]

    return SimpleNamespace(sent=sent, submitted=submitted, version=submitted(), rosa=rosa, carla=year.carla)


def test_changes_of_the_roster_are_proposed_and_decided_on_a_page(proposing: Any) -> None:
    changes = [(one.proposal.activity, one.proposal.change) for one in roster.proposed(proposing.version)]
    assert changes == [("clinics-alta", "close"), ("clinics-bera", "move"), ("mobile-clinic", "add")]
    dora = add_user(new=NewUser("dora", "reviewer", "Dora", None), by=user("operator"), at=AT)
    about = {"version": proposing.version, "accept": True, "reason": "The post confirmed it", "at": AT}
    for person in (proposing.rosa, dora):
        with pytest.raises(NotAllowed):
            roster.decide(position=1, by=person, **about)
    client = Client()
    client.force_login(proposing.carla)
    page = f"/review/{CODE}/health/1/roster/"
    assert page in told(client.get(f"/review/{CODE}/health/1/"))
    assert client.post(page, {"number": "1", "do": "accept", "reason": " "}).status_code == 422
    with CaptureQueriesContext(connection) as asked:
        assert "2026-06-30" in told(client.get(page))
    assert len(asked) <= 10
    accepted = client.post(page, {"number": "1", "do": "accept", "reason": "Confirmed"}, follow=True)
    assert "Taken over into draft 1" in told(accepted)
    refused = client.post(page, {"number": "2", "do": "refuse", "reason": "No: a visit only"}, follow=True)
    assert "Refused by carla" in told(refused)


def test_what_is_accepted_of_the_roster_holds_once_its_draft_is_published(proposing: Any) -> None:
    about = {"version": proposing.version, "reason": "Seen", "by": proposing.carla, "at": AT}
    for position in (1, 3):
        draft = roster.decide(position=position, accept=True, **about).draft
    roster.decide(position=2, accept=False, **about)
    with pytest.raises(WrongUse, match="decided already: Seen"):
        roster.decide(position=3, accept=True, **about)
    lines = frameworks.files(draft)["activities.csv"].splitlines()
    assert lines[1].startswith(
        "clinics-alta,Clinics in Alta (illustrative),health-alta,alta,S2,2022-10-01,2026-06-30,"
    )
    assert lines[-1].startswith("mobile-clinic,Mobile clinic,health,bera,S2,2026-01-01,")
    before = architecture(frameworks.latest())
    publish_draft(draft=draft, effective=date(2026, 11, 28), by=proposing.carla, at=AT)
    assert architecture(frameworks.latest()) - before == {"mobile-clinic"}
    fill(proposing.sent, proposing.sent, {("Results", "Result", FIRST): 6})
    later = proposing.submitted()
    assert later.number == 2
    assert all(one.decision for one in roster.proposed(later))
