"""A report brings its own content security policy: it allows the one style sheet inside it and nothing else.

The policy of all other pages stands in the settings (django-csp).
"""

from typing import TypeVar

from django.http.response import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)


def guarded(answer: Answer, policy: str) -> Answer:
    """The answer with this policy instead of the pages' own; never inside a frame."""
    answer.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
    return answer
