"""What a draft needs to be told: what became of a node, and why no standard indicator fits."""

import re
from hashlib import sha256
from html import unescape
from urllib.parse import quote

from django.test import Client

from istmo.framework import queries, services
from istmo.framework.models import Draft
from istmo.people.models import User
from tests.cast import later
from tests.unit.web.accounts import told
from tests.unit.web.writing import typed

STRATEGY = "frameworks/small/strategy.yaml"
INDICATORS = "frameworks/small/indicators.yaml"


def with_standards(draft: Draft) -> None:
    """Gives the draft a list of one standard indicator."""
    listed = "vocabulary,standard_code,title,definition,unit,disaggregates,status\nUS-F,EG.6-12,Persons trained for work,,,,\n"
    services.replace_file(
        draft=draft, path="standards.csv", text=listed, seen=sha256(b"").hexdigest(),
        by=User.objects.get(code="boss"), at=later(2),
    )  # fmt: skip


def test_near_standard_indicators_are_proposed_at_the_field(page: Client, draft: Draft) -> None:
    with_standards(draft)
    trained = f"/drafts/1/item/?path={quote(INDICATORS)}&item=indicators:trained"
    page.post(
        trained,
        typed(page, trained)
        | {
            "item.custom_reason.en": "",
            "item.custom_reason": "",
            "item.title.en": "Persons trained for a job",
        },
    )
    near = re.search(r'id="custom_reason-problem">([^<]*)', told(page.get(trained)))
    assert near
    assert "US-F EG.6-12" in near[1]


def test_what_became_of_a_node_is_said_in_a_form(page: Client, draft: Draft) -> None:
    """A node that was split: the form begins with its code, and what is typed stands in the file of changes."""
    add = f"/drafts/1/add/?path={quote(STRATEGY)}&into=nodes"
    for code, title in (("A1", "Young people find work"), ("A2", "Women find work")):
        sent = {"item.code": code, "item.level": "objective", "item.title.en": title}
        assert page.post(add, sent).status_code == 302
    indicators = queries.files(draft)[INDICATORS]
    services.replace_file(
        draft=draft, path=INDICATORS, text=indicators.replace("nodes: [A]", "nodes: [A1]"),
        seen=sha256(indicators.encode()).hexdigest(), by=User.objects.get(code="boss"), at=later(2),
    )  # fmt: skip
    gone = page.get(f"/drafts/1/remove/?path={quote(STRATEGY)}&item=nodes:A")
    seen = re.search(r'name="seen" value="([^"]+)"', told(gone))
    assert seen
    page.post(f"/drafts/1/remove/?path={quote(STRATEGY)}&item=nodes:A", {"seen": seen[1]})
    text = told(page.get("/drafts/1/changes/"))
    assert "What became of what is gone" in text
    link = re.search(r'<a href="([^"]+)">say what became of it', text)
    assert link
    address = unescape(link[1])
    begun = typed(page, address)
    assert begun["item.old"] == "A"
    said = begun | {
        "item.fate": "split",
        "item.new": "A1\nA2",
        "item.shares": "0.6\n0.4",
        "item.reason": "Two aims",
    }
    assert page.post(address, said).status_code == 302
    assert "old: A" in queries.files(draft)["frameworks/small/changes.yaml"]
    assert queries.problems(draft) == []
    assert "said; look at it" in told(page.get("/drafts/1/changes/"))
    (step,) = queries.compare(draft)
    assert [(one.old, one.new, one.by) for one in step.both.nodes.splits] == [
        (("A",), ("A1", "A2"), "mapping")
    ]


def test_standard_indicators_are_found_by_like_words_and_by_code(page: Client, draft: Draft) -> None:
    assert "has no list of standard indicators" in told(page.get("/drafts/1/standards/"))
    with_standards(draft)
    for asked in ({"q": "persons who trained"}, {"item.title.en": "People trained for jobs"}, {"q": "eg.6"}):
        found = told(page.get("/drafts/1/standards/", asked))
        assert "US-F EG.6-12" in found
    assert "has words like these" in told(page.get("/drafts/1/standards/", {"q": "rain"}))


def test_name_field_asks_for_near_standard_indicators_only_where_there_is_a_list(
    page: Client, draft: Draft
) -> None:
    address = f"/drafts/1/add/?path={quote(INDICATORS)}&into=indicators"
    assert "htmx" not in told(page.get(address))
    with_standards(draft)
    assert 'hx-get="/drafts/1/standards/"' in told(page.get(address))
    assert "htmx" not in told(page.get(f"/drafts/1/add/?path={quote(STRATEGY)}&into=nodes"))
