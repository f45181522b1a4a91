"""What our pages may do in a browser: one style sheet from here, no script at all, no frame, no form."""

from typing import TypeVar

from django.http.response import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)

_NOTHING_ELSE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

#: Style from here, fonts inside the style sheet, the empty icon, nothing else.
PAGES = f"default-src 'none'; style-src 'self'; font-src data:; img-src data:; {_NOTHING_ELSE}"


def guarded(answer: Answer, policy: str = PAGES) -> Answer:
    """The answer with a content security policy; a report brings its own, which allows the style sheet inside it."""
    if "frame-ancestors" not in policy:
        policy = f"{policy}; frame-ancestors 'none'"
    answer.headers["Content-Security-Policy"] = policy
    return answer
