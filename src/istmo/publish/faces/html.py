"""The page itself: what a browser opens, with nothing needed from anywhere."""

from istmo.publish.edition import Page


def write(page: Page) -> bytes:
    """The page as bytes."""
    return page.html.encode("utf-8")
