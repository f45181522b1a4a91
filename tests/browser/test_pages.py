"""Every page in the browser, in both languages: accessible, narrow enough, light, without a word to strangers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Opened

from tests.browser.addresses import NOT_PAGES, PAGES, Page
from tests.browser.pages import WEIGHT, address, examples, routes, told
from tests.browser.test_report import axe, is_narrow_enough

Open = Callable[..., Opened]
#: Language, scheme and width; `make test-all` opens every page in all of them.
LOOKS = [("en", "light", "1280"), ("es", "dark", "320")]
MORE = [("es", "light", "1280"), ("en", "dark", "320"), ("en", "light", "320"), ("es", "dark", "1280")]


@pytest.mark.parametrize("route", routes())
def test_address_is_opened_or_says_why_not(route: str) -> None:
    assert (route in PAGES) != (route in NOT_PAGES), "name it in tests/browser/addresses, once"


@pytest.mark.parametrize("route", sorted({*PAGES, *NOT_PAGES}))
def test_named_address_exists(route: str) -> None:
    assert route in routes()


@pytest.mark.parametrize(
    "look", [*LOOKS, *(pytest.param(look, marks=pytest.mark.slow) for look in MORE)], ids="-".join
)
@pytest.mark.parametrize("example", examples(), ids=told)
def test_page_is_for_everybody(
    open_page: Open,
    site: str,
    signed_in: Callable[[str | None], object],
    example: tuple[str, Page],
    look: tuple[str, str, str],
) -> None:
    (name, wanted), (language, scheme, width) = example, look
    page = open_page(
        site + address(name, wanted, language),
        width=int(width),
        color_scheme=scheme,
        storage_state=signed_in(wanted.opened_by),
    )
    assert page.answered == wanted.status
    axe(page)
    assert is_narrow_enough(page)
    assert [fault for fault in page.faults if str(wanted.status) not in fault] == []
    assert [asked for asked in page.asked if not asked.startswith((site, "data:"))] == []
    assert len(page.content()) <= WEIGHT
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("table:not(:has(caption)), th:not([scope])").count() == 0
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
