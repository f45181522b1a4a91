"""A real submission, approved, for what freezes it; a draft and who writes in it."""

from pathlib import Path

import pytest
from django.test import Client

from istmo.collect import services
from istmo.framework import queries
from istmo.framework.models import Draft
from istmo.framework.services import begin_draft
from istmo.people.models import User
from istmo.people.services import NewUser, add_user
from istmo.review.services import approve
from tests.cast import AT, GOOD, Cast, later
from tests.unit.web.accounts import with_factor


@pytest.fixture
def approved(cast, call, tmp_path: Path):
    """Submit for USAID and have Diego approve it."""

    def submitted():
        file = tmp_path / "figures.csv"
        file.write_text(GOOD, encoding="utf-8")
        version, _ = services.submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)
        return approve(version=version, by=cast.diego, at=AT)

    return submitted


@pytest.fixture
def boss(cast: Cast) -> User:
    user = add_user(new=NewUser("boss", "coordinator", "Berta"), by=cast.operator, at=AT)
    with_factor(user)
    return user


@pytest.fixture
def page(boss: User) -> Client:
    client = Client()
    client.force_login(boss)
    return client


@pytest.fixture
def draft(cast: Cast, call, boss: User) -> Draft:
    return begin_draft(title="Version 2", base=queries.latest(), by=boss, at=later())
