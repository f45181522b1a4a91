"""Whatever is done on a page can be done at the command line: each page that is posted to names its command.

A new page that is posted to goes into :data:`ACTS`.
"""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from istmo.cli.app import _modules

#: By the name of the page: the commands that do the same, or why none does.
ACTS: dict[str, tuple[str, ...] | str] = {
    "account_reset_password": ("people_invite",),
    "set_language": ("people_language",),
    "sign_out_elsewhere": ("people_sign_out",),
    "tokens": ("people_tokens",),
    "revoke": ("people_tokens",),
    "link": ("people_password",),
    "invite": ("people_invite", "people_add"),
    "person": ("people_change",),
    "set_email": ("people_email",),
    "close_account": ("people_close",),
    "reopen_account": ("people_reopen",),
    "invite_again": ("people_invite",),
    "open_call": ("call_open",),
    "change_call": ("call_close", "call_reopen"),
    "remind_call": ("call_remind",),
    "call_clearance": ("review_steps",),
    "call_questions": ("call_ask", "call_answer"),
    "assignment": ("submission_submit", "call_receive"),
    "nothing": ("call_nothing",),
    "grid": "the same cells are a workbook: call template, submission check, submission submit",
    "handover": ("call_note",),
    "version": ("review_answer",),
    "jobs": ("release_freeze",),
    "review_version": (
        "review_hold", "review_lift", "review_comment", "review_waive", "review_approve", "review_clear", "review_return",
        "review_recall",
    ),
    "review_comments": ("review_answer",),
    "review_roster": ("review_roster",),
    "review_overlap": ("review_overlap",),
    "frameworks": ("framework_begin",),
    "drop_draft": ("framework_drop",),
    "draft_publish": ("framework_publish",),
    "draft_files": ("framework_checkout", "framework_put"),
    **dict.fromkeys(
        ("draft_item", "draft_add", "draft_move", "draft_remove", "draft_changes"),
        "what is written is the files of the draft: framework checkout, framework put",
    ),
}  # fmt: skip


def posted() -> Iterator[str]:
    """The names of our pages that take a POST; a view tells what it takes to who asks otherwise."""
    for pattern in _patterns(get_resolver()):
        given = dict.fromkeys(pattern.pattern.converters, 1)
        answer = pattern.callback(RequestFactory().generic("TRACE", "/"), **given)
        if "POST" in answer.get("Allow", ""):
            yield str(pattern.name)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        elif one.callback.__module__.startswith("istmo."):
            yield one


@pytest.mark.django_db(databases=())
def test_every_act_of_a_page_has_its_command() -> None:
    assert sorted(set(posted())) == sorted(ACTS)
    named = {command for one in ACTS.values() if isinstance(one, tuple) for command in one}
    assert named <= set(_modules())
