"""The other way round: from an architecture's rows to what its files say, as plain maps and lists.

Reading the written files again gives the same rows.
"""

from collections.abc import Iterable
from typing import Any

from istmo.kernel.algebra import Algebra
from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.spec.architecture import Architecture
from istmo.spec.indicator_rows import preset_for
from istmo.spec.models import AlgebraEntry, Sections
from istmo.spec.register import REGISTERS, YES_NO
from istmo.spec.shared_rows import CLAIM_PLAIN, CLAIM_TEXTS, RELATIONS
from istmo.spec.sheet_rows import TEXTS as SHEET_TEXTS

Record = dict[str, Any]


def filled(**entries: Any) -> Record:
    """The entries that say something; a number nought and a no do."""
    return {key: value for key, value in entries.items() if value is not None and value not in ("", [], {})}


class Writing:
    """What each file of one architecture says."""

    def __init__(self, architecture: Architecture) -> None:
        """Sort the texts in other languages by the row they belong to."""
        self.architecture = architecture
        self.rows: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], list[Record]]] = {}
        self.texts: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for text in architecture.records("texts"):
            fields = self.texts.setdefault((text["table"], text["code"]), {})
            fields.setdefault(text["field"], {})[text["language"]] = text["text"]

    def words(self, table: str, code: str, record: Record, *columns: str) -> Record:
        """Texts by column: plain where only one language is known."""
        told: Record = {}
        for column in columns:
            others = self.texts.get((table, code), {}).get(column, {})
            told[column] = {"en": record[column], **others} if others and record[column] else record[column]
        return told

    def of(self, table: str, **where: str) -> list[Record]:
        """The rows of a table whose columns have these values."""
        columns = tuple(where)
        if (table, columns) not in self.rows:
            found = self.rows[table, columns] = {}
            for row in self.architecture.records(table):
                found.setdefault(tuple(row[column] for column in columns), []).append(row)
        return self.rows[table, columns].get(tuple(where.values()), [])

    def strategy(self, framework: str) -> Record:
        """What `strategy.yaml` says."""
        [head] = self.of("frameworks", code=framework)
        words = self.words("frameworks", framework, head, "title", "mission", "legal_basis")
        mission = filled(text=words["mission"], source=head["source"], span=span(head))
        return filled(
            code=framework,
            title=words["title"],
            version=head["version"],
            standing=head["standing"] if head["standing"] != "main" else None,
            illustrative=head["illustrative"] or None,
            effective_on=head["effective_on"],
            legal_basis=words["legal_basis"],
            mission=mission,
            zero_date=head["zero_date"],
            share_needed=head["share_needed"],
            funds_from=head["funds_from"],
            lag_months=head["lag_months"],
            sheets=head["sheets"],
            nodes=self._nodes(framework),
            horizons=[self._horizon(framework, row) for row in self.of("horizons", framework=framework)],
            sections=self._sections(framework),
            links=[self._link(framework, row) for row in self.of("links", framework=framework)],
        )

    def _nodes(self, framework: str) -> list[Record]:
        """The tree by first parents, in the order the nodes are numbered."""
        parents: dict[str, list[str]] = {}
        for row in sorted(self.of("node_parents", framework=framework), key=lambda row: int(row["position"])):
            parents.setdefault(row["node"], []).append(row["parent"])
        entries: dict[str, Record] = {}
        top: list[Record] = []
        for row in sorted(self.of("nodes", framework=framework), key=lambda row: int(row["position"])):
            code, above = row["code"], parents.get(row["code"], [])
            entries[code] = {**self._node(framework, row), **filled(also_under=above[1:])}
            siblings = entries[above[0]].setdefault("children", []) if above else top
            siblings.append(entries[code])
        return top

    def _node(self, framework: str, row: Record) -> Record:
        words = self.words("nodes", f"{framework}:{row['code']}", row, "title", "text", "note")
        placement = row["placement"] if row["placement"] != "document" else None
        place = filled(source=row["source"], span=span(row), placement=placement)
        return filled(
            code=row["code"],
            level=row["level"],
            title=words["title"],
            text=words["text"],
            **place,
            horizon=row["horizon"],
            note=words["note"],
        )

    def _horizon(self, framework: str, row: Record) -> Record:
        words = self.words("horizons", f"{framework}:{row['code']}", row, "title", "text", "condition")
        years = [row["years_from"], row["years_to"]]
        return filled(
            code=row["code"],
            title=words["title"],
            years=years if years != [None, None] else None,
            open_ended=row["open_ended"] or None,
            text=words["text"],
            condition=words["condition"],
            source=row["source"],
            span=span(row),
        )

    def _sections(self, framework: str) -> Record:
        told: Record = {part: [] for part in Sections.model_fields}
        for row in sorted(self.of("sections", framework=framework), key=lambda row: int(row["position"])):
            words = self.words("sections", f"{framework}:{row['part']}:{row['position']}", row, "text")
            told[row["part"]].append(filled(**words, source=row["source"], span=span(row)))
        return filled(**told)

    def _link(self, framework: str, row: Record) -> Record:
        to = f"{row['to_framework']}/{row['to_node']}"
        words = self.words("links", f"{framework}:{row['node']}:{to.replace('/', ':')}", row, "note")
        return filled(node=row["node"], to=to, match=row["match"], **words)

    def dimensions(self) -> list[Record]:
        """What the dimensions say; the tables do not tell which framework's file did."""
        return [
            {
                "code": row["code"],
                **self.words("dimensions", row["code"], row, "title"),
                "exclusive": row["exclusive"],
                "complete": row["complete"],
                "categories": [
                    {"code": c["code"], **self.words("categories", f"{row['code']}:{c['code']}", c, "title")}
                    for c in self.of("categories", dimension=row["code"])
                ],
            }
            for row in self.architecture.records("dimensions")
        ]

    def indicators(self, framework: str) -> list[Record]:
        """What the indicators of one framework say."""
        return [self._indicator(row) for row in self.of("indicators", framework=framework)]

    def _indicator(self, row: Record) -> Record:
        code = row["code"]
        words = self.words("indicators", code, row, "title", "custom_reason", "definition", "caveat")
        entry = filled(
            code=code,
            title=words.pop("title"),
            kind=row["kind"],
            preset=row["preset"],
            algebra=overrides(row),
            direction=row["direction"],
            unit=row["unit"],
            per=row["per"] if "per" in changed(row) else None,
            states=row["states"].split("|") if row["states"] else None,
            input=row["input"],
            nodes=[_path(r, row["framework"]) for r in self.of("indicator_nodes", indicator=code)],
            standard=filled(vocabulary=row["vocabulary"], code=row["standard_code"]),
            dimensions=[_asked(r) for r in self.of("indicator_dimensions", indicator=code)],
            applies=[
                filled(place=r["place"], agency=r["agency"]) for r in self.of("applicability", indicator=code)
            ],
            valid=filled(min=row["valid_min"], max=row["valid_max"]),
            **{name: row[name] for name in ("within", "sector", "preferred_source", "horizon", "lag_months")},
            aliases=[r["alias"] for r in self.of("aliases", kind="indicator", code=code)],
            **words,
            sheet=self._sheet(code),
        )
        return entry | ({"per": None} if "per" in changed(row) and row["per"] is None else {})

    def _sheet(self, indicator: str) -> Record:
        """What the key `sheet` of an indicator says; nothing where it has none."""
        found = self.of("sheets", indicator=indicator)
        if not found:
            return {}
        changes = [
            filled(
                on=row["on"],
                **self.words("sheet_changes", f"{indicator}:{row['position']}", row, "what", "why"),
            )
            for row in self.of("sheet_changes", indicator=indicator)
        ]
        texts = self.words("sheets", indicator, found[0], *SHEET_TEXTS)
        return filled(**texts, updated_on=found[0]["updated_on"], changes=changes)

    def claims(self) -> list[Record]:
        """What `claims.yaml` says."""
        before = ("wording", "kind", "twin", "indicator", "place", "period")
        told = [name for name in CLAIM_PLAIN if name not in ("code", "source", *before)]
        return [
            filled(
                code=row["code"],
                source=row["source"],
                span=span(row),
                **self.words("claims", row["code"], row, "text"),
                **{name: row[name] for name in (*before, *told)},
                **{
                    relation: [
                        r["other"] for r in self.of("claim_links", claim=row["code"], relation=relation)
                    ]
                    for relation in RELATIONS
                },
                **self.words("claims", row["code"], row, *CLAIM_TEXTS),
            )
            for row in self.architecture.records("claims")
        ]

    def benchmarks(self) -> list[Record]:
        """What `benchmarks.yaml` says."""
        plain = ("code", "scope", "method", "place")
        return [
            filled(
                **{n: row[n] for n in plain}, **self.words("benchmarks", row["code"], row, "title", "note")
            )
            for row in self.architecture.records("benchmarks")
        ]

    def register(self, table: str, origin: str = "") -> list[Record]:
        """The rows of a CSV register as text cells, with its texts in other languages, aliases and members.

        origin: of this folder of others; empty: our own.
        """
        rows = []
        for row in self.architecture.records(table):
            if self.architecture.origin(table, row) != origin:
                continue
            cells, code = {name: _cell(value) for name, value in row.items()}, row.get("code", "")
            for column, texts in self.texts.get((table, code), {}).items():
                cells |= {f"{column}_{language}": text for language, text in texts.items()}
            if kind := REGISTERS.get(table):
                cells["aliases"] = "|".join(r["alias"] for r in self.of("aliases", kind=kind, code=code))
            if table == "places":
                cells["members"] = "|".join(_member(r) for r in self.of("place_members", place=row["code"]))
            rows.append(cells)
        return rows


def changed(row: Record) -> set[str]:
    """The fields of an indicator's algebra that differ from its preset."""
    algebra, preset = Algebra.of(row), preset_for(row["preset"], row["kind"])
    return {name for name in vars(algebra) if getattr(algebra, name) != getattr(preset, name)}


def overrides(row: Record) -> Record:
    """What an indicator says of its algebra beside its preset."""
    return {name: row[name] for name in AlgebraEntry.model_fields if name in changed(row)}


def columns(table: str, rows: Iterable[Record]) -> list[str]:
    """The columns a register needs: those that must be there, and those with anything in them, in a fixed order."""
    used = {name for row in rows for name, value in row.items() if value}
    must = [column.name for column in TABLES[table].columns if column.required]
    own = [name for name in TABLES[table].names if name in used or name in must]
    return [*own, *sorted(used - set(TABLES[table].names))]


def span(row: Record) -> list[int] | None:
    """The span of a row as files write it; None where there is none."""
    return None if row["char_start"] is None else [row["char_start"], row["char_end"]]


def _path(row: Record, framework: str) -> str:
    return str(row["node"]) if row["framework"] == framework else f"{row['framework']}/{row['node']}"


def _asked(row: Record) -> Any:
    return {"code": row["dimension"], "required": True} if row["required"] else row["dimension"]


def _member(row: Record) -> str:
    dates = Period(row["since"], row["until"]).code if row["since"] or row["until"] else ""
    return f"{row['member']}@{dates}" if dates else str(row["member"])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    return "" if value is None else str(value)
