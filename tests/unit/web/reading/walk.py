"""Following the links of pages, as a reader without scripts does."""

import re
from html import unescape
from urllib.parse import urljoin

from django.test import Client

HREF = re.compile(r'<a [^>]*href="([^"#]+)')


def links(client: Client, address: str) -> list[str]:
    """The addresses of this site that a page leads to, each once."""
    page = client.get(address).content.decode()
    found = (urljoin(address, unescape(link)) for link in HREF.findall(page))
    return list(dict.fromkeys(link for link in found if link.startswith("/")))


def text(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page))).strip()
