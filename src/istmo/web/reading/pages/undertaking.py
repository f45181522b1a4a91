"""One undertaking: who, for whom, by when, its states, and what every informant said of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish.foreign import plain
from istmo.web.reading import told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "undertakings/<str:undertaking>/"

_FOLLOWED = (
    'SELECT state, party, "on", informant, told_on, evidence, char_start, char_end, note '
    "FROM follow_ups WHERE undertaking = ? ORDER BY position"
)
_PARTIES = (
    "SELECT role, name, agency, place FROM undertaking_parties WHERE undertaking = ? ORDER BY role, position"
)


def tell(reader: Reader) -> Page:
    """The page of an undertaking; of a sensitive one only its status is told, as its register has it."""
    code, every = reader.asked.step("undertaking"), reader.opened.ask("undertakings")
    row = next((one for one in every if one["undertaking"] == code), None)
    if row is None:
        what = _("The release has no undertaking “%(code)s”.") % {"code": code}
        raise reader.not_among(what, {one["undertaking"]: one["text"] for one in every}, code, "undertakings")
    opened = reader.opened
    status, deadline = opened.term("statuses", row["status"]), opened.term("deadlines", row["deadline"])
    more = [reader.crumb(row["part_of"], "undertakings", row["part_of"])] if row["part_of"] else []
    parts = [one for one in every if one["part_of"] == code]
    return Page(
        title=Said(row["text"]),
        here="undertakings",
        crumbs=reader.start(reader.crumb(_("Undertakings"), "undertakings"), *more),
        above=Said(f"{opened.code(row['kind'])} {code}"),
        lead=(Said(f"{status}; {deadline}."),),
        parts=(
            Part(told=(Said(row["sensitive"] or ""),), tone="hole"),
            Part(facts=tuple(_facts(reader, row))),
            Part(title=_("What was said of it"), table=_followed(reader, code, row)),
            Part(
                title=_("Its parts"), table=told.undertakings(reader, "parts", _("Parts of this one"), parts)
            )
            if parts
            else Part(),
            Part(title=_("What is missing"), items=_missing(reader, row)),
        ),
    )


def _missing(reader: Reader, row: dict[str, Any]) -> tuple[Said, ...]:
    lacking = [reader.opened.term("lacks", part) for part in (row["missing"] or "").split(", ") if part]
    return (*lacking, *sentences(row["notes"])) or (Said(_("Nothing that the register knows of.")),)


def _facts(reader: Reader, row: dict[str, Any]) -> Iterator[tuple[str, tuple[Said, ...]]]:
    roles = {
        "actor": _("Who"),
        "counterpart": _("For or with whom"),
        "supporter": _("Supported by"),
        "successor": _("Who takes over"),
    }
    parties: dict[str, list[Said]] = {}
    for role, name, agency, place in reader.opened.query(_PARTIES, [row["undertaking"]]):
        steps = ("agencies", agency) if agency else ("places", place) if place else ()
        parties.setdefault(role, []).append(
            Said(reader.opened.named(name).text, href=reader.at.to(*steps) if steps else "")
        )
    for role, label in roles.items():
        if role in parties:
            yield label, tuple(parties[role])
    yield _("By when"), (Said(row["due_as_written"] or row["due"] or _("no deadline stated")),)
    if row["made_on"]:
        yield _("Made"), (Said(row["made_on"]),)
    if row["forum"]:
        yield (
            _("Forum"),
            (Said(row["forum_name"] or row["forum"], href=reader.at.to("forums", plain(row["forum"]))),),
        )
    yield (
        _("Its states"),
        (Said(" → ".join(str(reader.opened.code(state)) for state in row["states"].split("|"))),),
    )
    if row["nodes"]:
        nodes = [path.partition("/")[::2] for path in row["nodes"].split(", ")]
        yield _("Serves"), tuple(reader.node(framework, node) for framework, node in nodes)
    if row["proof"]:
        yield _("What would show that it was kept"), (reader.opened.named(row["proof"]),)
    if row["note"]:
        yield _("To be read with it"), (Said(row["note"]),)
    where = _(", characters %(a)s to %(b)s") % {"a": row["char_start"], "b": row["char_end"]}
    source = reader.source(row["source"])
    yield (
        _("Stated in"),
        (Said(f"{source.text}{where if row['char_start'] is not None else ''}", href=source.href),),
    )


def _followed(reader: Reader, code: str, row: dict[str, Any]) -> Table:
    columns = (
        Column("state", _("State")),
        Column("on", _("Reached")),
        Column("informant", _("Who says so")),
        Column("told_on", _("When told")),
        Column("evidence", _("Evidence")),
    )
    made, opened = [], reader.opened
    for state, party, on, informant, told_on, evidence, start, end, note in opened.query(_FOLLOWED, [code]):
        where = Said("" if start is None else _("characters %(a)s to %(b)s") % {"a": start, "b": end})
        source = reader.source(evidence)
        made.append(
            Row(
                (
                    words(opened.code(state), code=state, aside=(opened.named(party),)),
                    Cell(on or _("day not stated")),
                    named(reader.agency(informant), informant, aside=(opened.named(note),)),
                    Cell(told_on or _("day not stated")),
                    named(source, evidence, aside=(where,))
                    if evidence
                    else Cell(_("told without evidence"), tone="hole"),
                )
            )
        )
    return reader.table(
        "follow-ups",
        _("Follow-ups in the order told; nothing is overwritten"),
        columns,
        made,
        as_of=row["as_of"] or "",
        empty=_("Nobody has said anything of it yet: it is not followed up."),
    )
