"""Browsers that come at fixed moments and wait for nobody: what each asked, what it got, how long it took.

Time is counted from the moment at which a browser was to come, not from when a thread of ours was free: a server that
cannot follow is not helped by a crowd that waits for it.
"""

import re
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SEEN = re.compile(r'name="seen" value="([^"]*)"')
#: More browsers at once than a hundred agencies have.
_AT_ONCE = 200
_PATIENCE = 120


@dataclass(frozen=True)
class Answer:
    """One answer. kind: page or submission; what: which one; told: what went wrong, empty if nothing did."""

    kind: str
    what: str
    seconds: float
    told: str = ""


@dataclass(frozen=True)
class Sent:
    """One file that was sent: whose, its hash, and the version that the server says it became; 0 if it said none."""

    agency: str
    sha256: str
    version: int


@dataclass(frozen=True)
class Server:
    """Where the pages are; `sessions` by account."""

    port: int
    sessions: dict[str, str]

    def get(self, account: str, path: str) -> tuple[int, str, str]:
        """Status, body and the CSRF cookie of a page."""
        status, body, cookie, _ = self._asked(
            "GET", path, {"Cookie": f"sessionid={self.sessions[account]}"}, None
        )
        return status, body, cookie

    def send(self, agency: str, call: str, file: Path) -> Sent:
        """Send a file as the form of its page does: the page first, then the form with its marks."""
        account, path = f"r-{agency}", f"/calls/{call}/of/{agency}/"
        status, page, cookie = self.get(account, path)
        token, seen = _TOKEN.search(page), _SEEN.search(page)
        if status != 200 or not token or not seen:
            raise RuntimeError(f"the page of {agency} answers {status} without a form")
        return self.post(agency, path, file, (token[1], seen[1], cookie))

    def post(self, agency: str, path: str, file: Path, marks: tuple[str, str, str]) -> Sent:
        """The form itself; marks: its token, the version seen, the cookie."""
        token, seen, cookie = marks
        content, edge = file.read_bytes(), secrets.token_hex(16)
        parts = [
            _part(edge, 'name="csrfmiddlewaretoken"', token.encode()),
            _part(edge, 'name="seen"', seen.encode()),
            _part(edge, f'name="file"; filename="{file.name}"', content),
            f"--{edge}--\r\n".encode(),
        ]
        headers = {
            "Cookie": f"sessionid={self.sessions[f'r-{agency}']}; csrftoken={cookie}",
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        status, body, _, leads = self._asked("POST", path, headers, b"".join(parts))
        number = re.search(r"/versions/([0-9]+)/", leads)
        if status != 302 or not number:
            raise RuntimeError(f"sending answers {status} {leads or body[:200]}")
        return Sent(agency, sha256(content).hexdigest(), int(number[1]))

    def _asked(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[int, str, str, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read().decode("utf-8", "replace")
            told = answer.headers.get("Set-Cookie", "")
            found = [
                re.match(r"csrftoken=([^;]+)", one) for one in answer.headers.get_all("Set-Cookie") or [told]
            ]
            cookie = next((one[1] for one in found if one), "")
            return answer.status, content, cookie, answer.headers.get("Location", "")
        finally:
            connection.close()


def _part(edge: str, named: str, content: bytes) -> bytes:
    head = f"--{edge}\r\nContent-Disposition: form-data; {named}\r\n"
    head += "Content-Type: application/octet-stream\r\n" if "filename" in named else ""
    return head.encode() + b"\r\n" + content + b"\r\n"


Work = Callable[[], object]


def come(due: Iterable[tuple[float, str, str, Work]]) -> list[Answer]:
    """Let everybody come: (seconds from now, kind, what, what is done), in the order of the moments."""
    start = time.monotonic() + 0.5
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = []
        for moment, kind, what, work in due:
            time.sleep(max(0.0, start + moment - time.monotonic()))
            waiting.append(pool.submit(_answered, start + moment, kind, what, work))
        return [one.result() for one in waiting]


def _answered(due: float, kind: str, what: str, work: Work) -> Answer:
    told = ""
    try:
        work()
    except Exception as wrong:  # noqa: BLE001  (whatever a browser meets is what is measured)
        told = f"{type(wrong).__name__}: {wrong}"
    return Answer(kind, what, time.monotonic() - due, told)
