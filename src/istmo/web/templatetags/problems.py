"""Problems and refusals in the language of the page; what cannot be said in it is marked as English."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from istmo.kernel.problem import Problem
from istmo.publish import problems
from istmo.publish.foreign import settled

register = template.Library()


@register.filter
def sentence(problem: Problem) -> SafeString:
    """The whole problem, with its place."""
    return _shown(problems.sentence(problem, _lang()))


@register.filter
def remark(problem: Problem) -> SafeString:
    """The problem where its place is seen."""
    return _shown(problems.remark(problem, _lang()))


@register.filter
def said(text: str) -> SafeString:
    """One text of a problem."""
    return _shown(problems.said(text, _lang()))


@register.filter
def again(told: object) -> SafeString:
    """Sentences that were told in English, or are in the page's language already: a refusal, a message."""
    text = told if isinstance(told, SafeString) else str(told)
    read = problems.again(text, _lang())
    return _shown(text if read == text else read)


@register.filter
def marked(text: str) -> SafeString:
    """Words of `publish` that carry with them what is not in the page's language."""
    return _shown(text)


def _lang() -> str:
    return (get_language() or "en").partition("-")[0]


def _shown(text: str) -> SafeString:
    return mark_safe(settled(conditional_escape(text)))  # noqa: S308  (escaped; what is added are spans of ours)
