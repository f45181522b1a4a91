"""Opening calls and depositing what agencies send."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from istmo.collect import queries, services, split
from istmo.collect.board import board
from istmo.collect.deposit import Reading
from istmo.collect.models import DataCall, State, Version
from istmo.collect.services import NewCall, close_call, open_call, reopen_call
from istmo.formats.door import USUAL
from istmo.framework import stored
from istmo.framework.queries import version as framework
from istmo.kernel.problem import InputProblem, WrongUse, has_errors
from istmo.people.models import Event
from istmo.review.services import approve
from tests.cast import AT, BAD, GOOD, RESTATED, later, received


@pytest.fixture
def send(cast, call, tmp_path: Path):
    """Submit a text as a file of USAID by Ana; `by` and `agency` may be others."""

    def sent(text: str, *, by=None, agency=None, names=("figures.csv",)):
        files = [tmp_path / name for name in names]
        for file in files:
            file.write_text(text, encoding="utf-8")
        return services.submit(call=call, agency=agency or cast.usaid, files=files, by=by or cast.ana, at=AT)

    return sent


def test_submit_keeps_bytes_tables_and_problems(cast, send, tmp_path: Path) -> None:
    version, new = send(GOOD)
    vault = stored.vault()
    assert (new, version.code, version.state, version.figures) == (True, "c1/usaid/1", State.SUBMITTED, 2)
    assert version.submitted_by == cast.ana.person
    assert vault.path(version.raw_sha256).read_text(encoding="utf-8") == GOOD
    assert all(vault.has(sha256) for sha256 in version.hashes)
    assert [p.code for p in queries.problems(version) if p.code == "name_read_as_code"]
    assert Event.objects.filter(verb="submission.submitted", subject="c1/usaid/1").count() == 1
    assert not list(stored.workspace().glob(".work-*"))


def test_submit_same_bytes_is_the_same_version(cast, send) -> None:
    first, _ = send(GOOD)
    assert send(GOOD) == (first, False)
    assert Version.objects.count() == 1


def test_submit_same_bytes_after_approval_is_the_same_version(cast, send) -> None:
    first, _ = send(GOOD)
    approve(version=first, by=cast.diego, at=AT)
    again, new = send(GOOD)
    assert (again.pk, again.state, new) == (first.pk, State.APPROVED, False)


def test_submit_with_errors_keeps_a_draft(send) -> None:
    version, new = send(BAD)
    assert (new, version.state, version.submitted_by) == (True, State.DRAFT, None)
    assert has_errors(queries.problems(version))
    assert send(BAD) == (version, False)
    assert Event.objects.filter(verb="submission.drafted").count() == 1


def test_submit_after_a_draft_is_the_next_version(send) -> None:
    send(BAD)
    assert send(GOOD)[0].number == 2
    assert send(BAD)[0].number == 3
    assert send(GOOD)[0].number == 2


def test_submit_other_bytes_restates(cast, send) -> None:
    first, _ = send(GOOD)
    second, _ = send(RESTATED)
    assert second.number == 2
    assert queries.superseded_by(first) == second
    assert queries.waiting() == [second]


def test_submit_an_earlier_text_again_is_a_new_version(send) -> None:
    send(GOOD)
    send(RESTATED)
    assert send(GOOD)[0].number == 3


def test_submit_what_was_kept_and_not_read_is_read_when_it_comes_again(
    cast, call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the machine dies in between, or the same bytes come twice at one moment."""

    def hand_in(text: str) -> tuple[Version, bool]:
        file = tmp_path / "figures.csv"
        file.write_text(text, encoding="utf-8")
        handed = split.Handed((("", (file,)),))
        return split.submit(call=call, agency=cast.usaid, handed=handed, by=cast.ana, at=AT)

    hand_in(GOOD)
    with monkeypatch.context() as dying:
        dying.setattr(services, "submit", lambda **told: sys.exit())
        with pytest.raises(SystemExit):
            hand_in(RESTATED)
    version, new = hand_in(RESTATED)
    assert (version.number, new) == (2, True)
    assert hand_in(RESTATED) == (version, False)


def test_submit_an_empty_file_keeps_a_draft(send) -> None:
    version, _ = send("")
    assert (version.state, version.figures_sha256) == (State.DRAFT, "")


def test_submit_several_files_keeps_them_as_one(send) -> None:
    version, _ = send(GOOD.replace("own\n", "\n"), names=("a.csv", "b.csv"))
    assert version.filename == "a.csv + b.csv"
    assert stored.vault().has(version.raw_sha256)


def test_submit_above_the_limit_keeps_nothing(cast, call, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(GOOD, encoding="utf-8")
    reading = Reading(limits=replace(USUAL, max_bytes=20))
    with pytest.raises(InputProblem, match=r"figures\.csv"):
        services.submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT, reading=reading)
    assert not Version.objects.exists()
    assert len(list(stored.vault().names())) == 1


def test_submit_by_another_agency_is_refused(cast, send) -> None:
    with pytest.raises(WrongUse, match="carla acts for inl"):
        send(GOOD, by=cast.carla)
    assert not Version.objects.exists()


def test_submit_by_the_public_is_refused(cast, send) -> None:
    with pytest.raises(WrongUse, match=r"eva .* may not submit"):
        send(GOOD, by=cast.eva)


def test_submit_for_an_agency_not_asked_is_refused(cast, send, call) -> None:
    call.assignments.filter(agency=cast.usaid).delete()
    with pytest.raises(WrongUse, match=r"does not ask usaid. It asks: inl"):
        send(GOOD)


def test_submit_after_the_close_keeps_a_draft(cast, send, call) -> None:
    close_call(call=call, by=cast.operator, at=AT)
    call.refresh_from_db()
    version, new = send(GOOD)
    assert (new, version.late, version.state, version.submitted_by) == (True, True, State.DRAFT, None)
    assert stored.vault().path(version.raw_sha256).read_text(encoding="utf-8") == GOOD
    assert Event.objects.filter(verb="submission.late", subject="c1/usaid/1").count() == 1
    assert send(GOOD) == (version, False)
    with pytest.raises(WrongUse, match="closed on 2017-11-01"):
        close_call(call=call, by=cast.operator, at=AT)


def test_submit_what_came_late_again_once_the_call_is_open(cast, send, call) -> None:
    close_call(call=call, by=cast.operator, at=AT)
    send(GOOD)
    reopen_call(call=call, until=later(60), reason="A storm", by=cast.operator, at=later())
    version, new = send(GOOD)
    assert (new, version.number, version.late, version.state) == (True, 2, False, State.SUBMITTED)


def test_submit_before_the_opening_is_refused(cast, send, call) -> None:
    DataCall.objects.update(opens_at=later(30), zone="America/Guatemala")
    call.refresh_from_db()
    with pytest.raises(WrongUse, match=r"opens on 2017-11-01 04:00 \(America/Guatemala, UTC-06:00\)"):
        send(GOOD)


def test_open_call_asks_and_tells(cast, call) -> None:
    assert call.reporting_year == "FY2017"
    assert [(line.agency.code, line.stage) for line in board(call, AT, {}).lines] == [
        ("inl", "not sent"),
        ("usaid", "not sent"),
    ]
    assert Event.objects.filter(verb="call.opened", subject="c1").count() == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": "c1"}, "already"),
        ({"code": "a/b"}, "without a slash"),
        ({"title": ""}, "a title"),
        ({"reporting_year": "sometime"}, "cannot be read"),
    ],
)
def test_open_call_refuses(cast, call, change: dict[str, str], told: str) -> None:
    new = replace(NewCall("c2", "Second call", framework("small"), "FY2018"), **change)
    with pytest.raises(WrongUse, match=told):
        open_call(new=new, by=cast.operator, at=AT)
    assert DataCall.objects.count() == 1


def test_version_is_found_by_its_code_or_as_the_last(cast, call) -> None:
    first = received(call, cast.usaid, cast.ana)
    second = received(call, cast.usaid, cast.ana, digit="b")
    assert queries.version("c1/usaid/1") == first
    assert queries.version("c1/usaid") == second


@pytest.mark.parametrize("code", ["c1", "c1/usaid/x", "a/b/c/d", "c1/usaid/7", "c1/inl"])
def test_version_unknown_is_told(cast, call, code: str) -> None:
    received(call, cast.usaid, cast.ana)
    with pytest.raises(WrongUse, match="submission"):
        queries.version(code)


@pytest.mark.parametrize(
    "broken",
    [
        {"number": 0},
        {"state": "lost"},
        {"submitted_by": None},
        {"errors": 1},
        {"figures_sha256": ""},
        {"raw_sha256": "short"},
        {"problems_sha256": ""},
    ],
)
def test_what_no_version_can_be_is_refused_by_the_database(cast, call, broken: dict[str, object]) -> None:
    version = received(call, cast.usaid, cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**broken)
