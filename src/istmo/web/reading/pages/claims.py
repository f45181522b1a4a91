"""What the published documents claim, and what a careful reader finds beside each claim."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.publish.registers import Claim
from istmo.spec.names import without_accents
from istmo.web.reading import numbers, told
from istmo.web.reading.page import Choice, Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "claims/"


def tell(reader: Reader) -> Page:
    """Claims with their findings, filtered by document, rule and words; then every rule, those that found nothing too."""
    opened = reader.opened
    answer = opened.ask("claims")
    rules = [row for row in answer if row["row"] == "rule"]
    findings = [row for row in answer if row["row"] == "finding"]
    claims = opened.desk.registers.claims
    documents = {
        code: opened.names.of("sources", code).text for code in dict.fromkeys(c.source for c in claims)
    }
    titles = {row["rule"]: title(row) for row in rules if row["found"]}
    source, rule = reader.asked.one_of("source", documents), reader.asked.one_of("rule", titles)
    sought = without_accents(reader.asked.text("q"))
    beside = _beside(findings)
    kept = [
        claim
        for claim in claims
        if source in ("", claim.source)
        and (not rule or any(one["rule"] == rule for one in beside.get(claim.code, [])))
        and sought in without_accents(f"{claim.code} {claim.text}")
    ]
    loose = [row for row in findings if not row["claim"] and rule in ("", row["rule"])]
    return Page(
        title=_("Claims"),
        here="claims",
        crumbs=reader.start(),
        lead=(
            Said(
                _(
                    "What the documents state, in our own words, with what a careful reader would write in the margin."
                ),
            ),
        ),
        choices=(
            Choice("q", _("Words"), reader.asked.text("q")),
            Choice("source", _("Document"), source, tuple(documents.items())),
            Choice("rule", _("What was found"), rule, tuple(titles.items())),
        ),
        parts=(
            Part(table=_claims(reader, kept, beside)),
            Part(title=_("What is about no single claim"), table=_loose(reader, loose)),
            Part(title=_("What was looked for"), table=_rules(reader, rules)),
        ),
    )


def title(rule: dict[str, Any]) -> str:
    """What a rule looks for, from the sentence that counts it."""
    return str(rule["sentence"]).partition(": ")[0]


def _beside(findings: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Findings by claim; one that is told of twins stands beside each."""
    by: dict[str, list[dict[str, Any]]] = {}
    for row in findings:
        for code in filter(None, [row["claim"], *(row["also"] or "").split()]):
            by.setdefault(code, []).append(row)
    return by


def _claims(reader: Reader, claims: list[Claim], beside: dict[str, list[dict[str, Any]]]) -> Table:
    columns = (
        Column("claim", _("What it states")),
        Column("source", _("Document and characters")),
        Column("findings", _("In the margin"), is_number=True),
        Column("first", _("First of these")),
    )
    rows = []
    for claim in claims:
        found = beside.get(claim.code, [])
        rows.append(
            Row(
                (
                    words(
                        Said(claim.text),
                        reader.at.to("claims", claim.code),
                        code=claim.code,
                        aside=(Said(claim.code),),
                    ),
                    words(told.passage(reader, claim), code=claim.source),
                    numbers.count(reader.opened, len(found)),
                    words(Said(found[0]["sentence"] if found else "")),
                )
            )
        )
    twins = sum(bool(claim.twin) for claim in claims)
    note = Said(
        ngettext(
            "%(n)s of these tells again what another document tells.",
            "%(n)s of these tell again what another document tells.",
            twins,
        )
        % {"n": twins}
    )
    return reader.table(
        "claims",
        _("Claims of the documents"),
        columns,
        rows,
        notes=(note,),
        empty=_("No claim is told so."),
        per_page=40,
    )


def _loose(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    columns = (Column("rule", _("What was looked for")), Column("finding", _("What was found")))
    made = [
        Row((words(reader.opened.code(row["rule"]), code=row["rule"]), words(Said(row["sentence"]))))
        for row in rows
    ]
    return reader.table(
        "loose",
        _("Gaps in the plan and in its documents"),
        columns,
        made,
        per_page=20,
        empty=_("Nothing was found."),
    )


def _rules(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("rule", _("Rule")),
        Column("kind", _("How sure")),
        Column("found", _("Found"), is_number=True),
    )
    sure = {"exact": _("follows from what is registered"), "look_here": _("words for a person to judge")}
    made = [
        Row(
            (
                Cell(
                    title(row),
                    code=row["rule"],
                    href=reader.at.to("claims", rule=row["rule"]) if row["found"] else "",
                ),
                Cell(sure.get(row["kind"], row["kind"]), code=row["kind"]),
                numbers.count(reader.opened, row["found"]),
            )
        )
        for row in rows
    ]
    note = Said(_("Checked and nothing found is not the same as not checked: all rules stand here."))
    return reader.table("rules", _("Every rule and what it found"), columns, made, notes=(note,), per_page=60)
