"""What a page may cost: so many queries, so many bytes; the same pages that the browser opens."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from istmo.freeze.services import freeze
from istmo.people.queries import user
from tests.browser.addresses import Page
from tests.browser.pages import QUERIES, WEIGHT, address, examples, told
from tests.cast import AT


@pytest.mark.parametrize("example", examples(), ids=told)
def test_page_costs_little(
    cast,
    approved,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    example: tuple[str, Page],
) -> None:
    approved()
    freeze(title="First release", by=cast.operator, at=AT)
    name, wanted = example
    if wanted.opened_by:
        client.force_login(user(wanted.opened_by))
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(address(name, wanted, "es"))
    assert answer.status_code == wanted.status
    assert len(answer.content) <= WEIGHT
