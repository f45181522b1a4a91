"""What a page may cost: so many queries, so many bytes; the same pages that the browser opens."""

import re
from functools import cache

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from istmo.collect.services import submit
from istmo.framework import queries
from istmo.framework.services import begin_draft
from istmo.freeze.services import freeze, freeze_provisional
from istmo.people.queries import user
from istmo.review.comments import comment
from tests.browser.pages import QUERIES, WEIGHT, address, examples, told
from tests.cast import AT, RESTATED
from tests.english import left_in

#: What persons of the cast are called and have typed.
_TYPED = {"Operator of this workspace", "Is this the whole year?"}
#: So many tests open all pages among them.
_PARTS = 6


@pytest.mark.parametrize("part", range(_PARTS))
def test_pages_cost_little(cast, call, approved, tmp_path, part: int) -> None:
    """One workspace for many pages: to freeze a release for each page would cost more than the pages."""
    approved()
    freeze(title="First release", by=cast.operator, at=AT)
    freeze_provisional(title="Not final", by=cast.operator, at=AT)
    begin_draft(title="Version 2", base=queries.latest(), by=cast.operator, at=AT)
    _let_wait(cast, call, tmp_path / "second.csv")
    for name, wanted in sorted(examples(), key=told)[part::_PARTS]:
        reader = Client()
        if wanted.opened_by:
            reader.force_login(user(wanted.opened_by))
        with CaptureQueriesContext(connection) as asked:
            answer = reader.get(address(name, wanted, "es"))
        weight = len(answer.content) + sum(
            map(_sent, re.findall(r'<script[^>]* src="([^"]+)"', str(answer.content)))
        )
        left = set(left_in(answer.content.decode())) - _TYPED
        assert not left, (
            f"{told((name, wanted))}: English on a Spanish page; mark it, or say lang or dir=auto"
        )
        cost = (answer.status_code, len(asked) <= QUERIES, weight <= WEIGHT)
        assert cost == (wanted.status, True, True), (told((name, wanted)), len(asked), weight)


@cache
def _sent(script: str) -> int:
    answer = Client().get(script)
    return len(b"".join(answer))


def _let_wait(cast, call, file) -> None:
    """A second version that waits, with a comment on it."""
    file.write_text(RESTATED, encoding="utf-8")
    version, _ = submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)
    comment(version=version, text="Is this the whole year?", figures=["3"], by=cast.diego, at=AT)
