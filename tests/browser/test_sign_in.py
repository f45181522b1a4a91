"""Signing in as people do: with keyboard alone and an app's digits, and with a passkey; every page on the way is looked at."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_report import axe, is_narrow_enough
from tests.unit.web.accounts import PASSWORD, code
from tests.workspace.commands import Workspace

#: A device with a fingerprint reader, as the browser plays it.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
#: How often Tab is pressed before a control is taken to be out of reach.
MOST = 40


def looked_at(page: Page) -> None:
    """The page is for everybody, in both languages."""
    axe(page)
    assert page.locator("h1").count() == 1
    page.set_viewport_size({"width": 320, "height": 900})
    assert is_narrow_enough(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def reach(page: Page, selector: str) -> None:
    """Press Tab until the control has the focus."""
    for _ in range(MOST):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def type_into(page: Page, selector: str, text: str) -> None:
    """Reach a field and type."""
    reach(page, selector)
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    """Reach a button or link, press Enter and wait for the next page."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def come_in(page: Page, name: str) -> None:
    """From the page of an invitation to being signed in, with the password alone."""
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.get_by_label("Account or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture(scope="module")
def invited(served: tuple[Workspace, str]) -> Callable[..., str]:
    """Invites a new coordinator; gives the link, at `localhost`, where browsers give passkeys."""
    workspace, site = served
    here = site.replace("127.0.0.1", "localhost")

    def link(name: str) -> str:
        more = ("--role", "coordinator", "--name", name.title(), "--site", here)
        return workspace.done("people", "invite", name, *more).out.strip()

    return link


def test_keyboard_alone_with_an_app(browser: Browser, invited: Callable[..., str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(invited("berta"))
    looked_at(page)
    type_into(page, "#id_password", PASSWORD)
    type_into(page, "#id_again", PASSWORD)
    press(page, "main button")
    type_into(page, "#id_login", "berta")
    type_into(page, "#id_password", PASSWORD)
    press(page, "main form button")
    assert page.url.endswith("/account/factors/")
    looked_at(page)
    press(page, "main a[href$='/totp/activate/']")
    looked_at(page)
    key = page.locator("main code").inner_text()
    type_into(page, "#id_code", code(key, -1))
    press(page, "main form button")
    assert page.locator(".codes code").count() == 10
    looked_at(page)
    press(page, ".tools button")

    root = page.url.split("/account/")[0]
    in_spanish(page, f"{root}/es", key)
    for path in (
        "../password/",
        "recovery-codes/generate/",
        "recovery-codes/",
        "totp/deactivate/",
        "webauthn/add/",
    ):
        for language in ("", "/es"):
            page.goto(f"{root}{language}/account/factors/{path}")
            assert path.removeprefix("..") in page.url
            looked_at(page)
    context.close()


def in_spanish(page: Page, root: str, key: str) -> None:
    """Sign in again, with a wrong code first."""
    page.goto(f"{root}/account/sign-in/")
    type_into(page, "#id_login", "berta")
    type_into(page, "#id_password", PASSWORD)
    press(page, "main form button")
    assert "/es/account/factors/authenticate/" in page.url
    looked_at(page)
    type_into(page, "#id_code", "000000")
    press(page, "main form button")
    assert page.locator("#id_code_error").inner_text()
    looked_at(page)
    type_into(page, "#id_code", code(key))
    press(page, "main form button")
    assert page.url.endswith("/es/calls/c1/")
    assert page.locator("html").get_attribute("lang") == "es"


def test_a_passkey_signs_in_alone(browser: Browser, invited: Callable[..., str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto(invited("carmen"))
    come_in(page, "carmen")
    page.get_by_role("link", name="add a key").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add a key").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(page.url.replace("recovery-codes", "webauthn"))
    looked_at(page)
    for link in ("rename", "remove"):
        page.get_by_role("link", name=link).click()
        looked_at(page)
        page.go_back()
    page.locator(".tools button").click()
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/calls/c1/")
    assert page.get_by_role("link", name="carmen", exact=True).count() == 1
    assert faults == []
    context.close()


def test_without_scripts_all_but_passkeys_works(browser: Browser, served: tuple[Workspace, str]) -> None:
    workspace, site = served
    link = workspace.done("people", "invite", "diego", "--site", site).out.strip()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    assert not page.get_by_text("Sign in with a passkey").is_visible()
    page.get_by_label("Account or e-mail").fill("diego")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_role("link", name="set up an app").is_visible()
    context.close()
