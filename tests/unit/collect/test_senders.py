"""Who sent what came by mail: the record says it, and four eyes look at the right people."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from istmo.collect.senders import senders
from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, Event
from istmo.people.queries import user
from istmo.people.services import NewUser, add_user
from istmo.review.services import approve
from tests.called import FIRST, fill
from tests.called import MADE as AT
from tests.unit.web.accounts import with_factor


def test_who_sent_a_file_submits_it_and_neither_it_nor_who_took_it_in_approves(year: Any) -> None:
    operator, works = user("operator"), Agency.objects.get(code="works")
    vera, paz = (
        add_user(new=NewUser(code, role, code.title(), works, language="es"), by=operator, at=AT)
        for code, role in (("vera", "reporter"), ("paz", "approver"))
    )
    with_factor(paz)
    (year.inbox / "vera").mkdir()
    fill(year.made["works"], year.inbox / "vera" / "works.xlsx", {("Results", "Result", FIRST): 12})
    fill(year.made["health"], year.inbox / "health.xlsx", {("Results", "Result", FIRST): 12})
    (year.inbox / "vera" / "half.xlsx").write_bytes(b"PK\x03\x04 cut off")
    table = year.inbox / "senders.csv"
    table.write_text("File;Account\nvera;vera\n", encoding="utf-8-sig")
    came = year.take(senders=senders(str(table), year.inbox))
    assert set(came) == {"vera/works.xlsx", "vera/half.xlsx", "health.xlsx"}
    answer = (year.inbox / "answers" / "vera_half.txt").read_text(encoding="utf-8-sig")
    assert "está dañado" in answer
    assert "does not say who sent it" in came["health.xlsx"].said
    version = came["vera/works.xlsx"].version
    assert (version.submitted_by, version.sender, version.received_by) == (vera.person, vera, year.carla)
    assert f'"sent_by":{vera.pk}' in Event.objects.get(verb="submission.submitted").details
    for person in (vera, year.carla):
        with pytest.raises(WrongUse):
            approve(version=version, by=person, at=AT + timedelta(days=1))
    approve(version=version, by=paz, at=AT + timedelta(days=1))
    # Nobody submits for another agency by being named.
    fill(year.made["health"], year.inbox / "health.xlsx", {("Results", "Result", FIRST): 13})
    came = year.take(senders=senders("vera", year.inbox))
    assert "vera acts for works" in came["health.xlsx"].said
    assert not came["vera/works.xlsx"].new


def test_table_of_senders_is_told_what_is_wrong(workspace: Path) -> None:
    table = workspace / "senders.csv"
    for text, said in (
        (None, "There is no file"),
        ("file,who\na.xlsx,vera\n", "columns file and account; it has: file, who"),
        ("file,account\na.xlsx,\n", "row 2: name both"),
        ("file,account\na.xlsx,nobody\n", "row 2: There is no account “nobody”"),
    ):
        if text is not None:
            table.write_text(text, encoding="utf-8")
        with pytest.raises(WrongUse, match=re.escape(said)):
            senders(str(table), workspace)
