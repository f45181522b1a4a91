"""From a sheet of a call to figures: each row is the figure that its code and key say, with the cells that were filled in.

A row is what its visible code says: codes and keys are looked up among all rows of the sheet, so that rows may be sorted
or pasted over one another. Only rows with a value, or a word for why there is none, are figures. A row without a code
was added by the reporter, and says in its own cells what it is of.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from istmo.formats import _engine, _numbers
from istmo.formats._called import keys, words
from istmo.formats._called.sheets import Called
from istmo.formats._canonical import canonical
from istmo.formats._head import Head
from istmo.formats._manifest import Manifest
from istmo.formats._rows import Raw
from istmo.formats._shared import Read, letter, quoted, sourced, warning
from istmo.formats._tally import at_rows
from istmo.kernel.problem import Problem
from istmo.kernel.sheets import prefix

_NAMES = (
    *("indicator", "place", "period", "agency", "activity", "role", "span", "breakdown", "cohort", "as_of"),
    *(
        "stated_on",
        "source",
        "base_period",
        "unit",
        "state",
        "value",
        "value_as_written",
        "numerator",
        "denominator",
    ),
    *("maturity", "note", "reason", "explanation", "plan", "plan_by", "at"),
)
_FILLED = ("numerator", "denominator", "state")
_REMARKS = ("note", "why", "reason", "explanation", "plan")


@dataclass(frozen=True)
class Sheeted:
    """A sheet as it was read: its raw table, what its columns mean, and what the workbook says of itself.

    known: a Parquet file of all rows that were asked, `code` and `key`, for a workbook that lost its keys.
    """

    raw: Raw
    called: Called
    manifest: Manifest
    known: Path | None = None

    @property
    def sql(self) -> str:
        """The raw table as the source of a query, without spaces around what stands in columns of ours."""
        cells = ", ".join(
            f"{_numbers.trimmed(f'c{place}')} as c{place}" if name else f"c{place}"
            for place, name in enumerate(self.called.names)
        )
        return f'(select {cells}, "row", place from {self.raw.sql})'

    def cell(self, name: str) -> str:
        """SQL over :attr:`sql`: the cell of a column; NULL if the sheet has no such column."""
        place = self.called.place(name)
        return "NULL::VARCHAR" if place is None else f"c{place}"

    def chosen(self, name: str) -> str:
        """SQL: the code that was chosen from a list, or what was typed."""
        return f"nullif(trim(split_part({self.cell(name)}, {quoted(words.PARTED)}, 1)), '')"

    def meant(self, name: str) -> str:
        """SQL: the code that a word of a list means, in whatever language; a word of none stays as it is."""
        known = words.meanings(name)
        listed = ", ".join(f"{quoted(said)}: {quoted(code)}" for said, code in known.items())
        cell = self.cell(name)
        return f"coalesce(map {{{listed}}}[lower({cell})], {cell})"


def read(connection: duckdb.DuckDBPyConnection, sheeted: Sheeted, into: Path) -> Read:
    """The figures of one sheet; a read without any where nothing was filled in."""
    keys.define(connection)
    connection.execute(f"create or replace table keyed as {_keyed(sheeted)}")
    told = [*sheeted.raw.problems, *_untouched(connection, sheeted), *_not_read(connection, sheeted)]
    (count,) = connection.execute("select count(*) from keyed where filled").fetchall()[0]
    if not count:
        return Read(problems=tuple(told))
    out = into / "called.parquet"
    fields = ", ".join(f"{cell} as c{number}" for number, cell in enumerate(_fields(sheeted).values()))
    connection.execute(
        f'copy (select {fields}, "row" from keyed where filled order by place_in_file) to {quoted(out)} '
        f"({_engine.PASSING})"
    )
    raw = Raw(
        out,
        sheeted.raw.file,
        Head(_NAMES, "\t", sheeted.raw.head.lines, sheeted.raw.head.first, True),
        numbered=True,
        problems=tuple(told),
        told=tuple(_told(sheeted, name) for name in _NAMES),
        sheet=sheeted.raw.sheet,
    )
    came = canonical(connection, raw, into)
    return replace(came, problems=tuple(_in_own_words(problem, sheeted) for problem in came.problems))


def _in_own_words(problem: Problem, sheeted: Sheeted) -> Problem:
    """What to do, with the headers and words of this workbook instead of the names of the kernel's columns."""
    if problem.code == "not_in_list":
        return _of_list(problem, sheeted)
    fix = problem.fix
    for said, names, own in _OWN:
        place = next((at for name in names if (at := sheeted.called.place(name)) is not None), None)
        if said in fix and place is not None:
            fix = fix.replace(said, own.format(header=sheeted.called.headers[place]))
    return replace(problem, fix=fix)


def _of_list(problem: Problem, sheeted: Sheeted) -> Problem:
    """A word that a list has not, with those that it has, in the language of the header."""
    name, lang = words.list_of(problem.where.header)
    if not name:
        return problem
    said = problem.found[: problem.found.rfind("”") + 1]  # what sums up many more words quotes none
    found = f"{said} is none of the words to choose from" if said else problem.found
    offered = ", ".join(f"“{word}”" for word in words.choices(name, lang))
    return replace(problem, found=found, fix=f"choose one of {offered}")


_WORDS = ("note", "why")
#: What to do in a plain table, the columns of a workbook that stand for it, and what to do there.
_OWN = (
    (_numbers.STATE, ("state",), "leave the cell empty and choose in “{header}” why there is no value"),
    (_numbers.REMARK, _WORDS, "put remarks in “{header}”"),
    (
        _numbers.QUALIFIER,
        _WORDS,
        "type the number alone, and in “{header}” that it is about so much, or at least or most",
    ),
    (_numbers.RANGE, _WORDS, "type one number, and the range in “{header}”"),
    (_numbers.PERCENT, ("unit",), "the unit of the row is known"),
)


def known_rows(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Of the sheet read last: the codes of its first rows, and the agencies that its keys name."""
    codes = connection.execute(
        "select code from keyed where code is not null order by place_in_file limit 200"
    ).fetchall()
    agencies = connection.execute(
        "select distinct key_agency from keyed where key_agency is not null order by 1"
    ).fetchall()
    return [code for (code,) in codes], [code for (code,) in agencies]


def _keyed(sheeted: Sheeted) -> str:
    """SQL: every row with its code, the key of that code, and whether anything was filled in."""
    own, counted = sheeted.cell("key"), sheeted.cell(sheeted.called.counted)
    filled = " or ".join(f"{cell} is not null" for cell in (counted, *map(sheeted.cell, _FILLED)))
    code = f"upper({sheeted.cell('code')})"
    made = f"row_code('{keys.LETTER_OF[sheeted.called.counted]}', own)"
    return f"""
        with came as (
            select *, {own} as own, {code} as code, ({filled}) as filled, place as place_in_file from {sheeted.sql}
        ),
        named as materialized (select *, {made} as made from came),
        asked as ({_asked(sheeted)}),
        moved as (select code from named where code <> made or made is null),
        whole as (select made, any_value(own) as own from asked where made in (select code from moved) group by made),
        found as (
            select named.* exclude (own, made),
                case when named.code is null or named.code = named.made then named.own else coalesce(whole.own, named.own) end
                    as key,
                key_fields(key) as parts,
                named.code is distinct from named.made and named.own is not null and whole.own is null
                    and named.code is not null as differs
            from named left join whole on whole.made = named.code
        )
        select * exclude (parts), {keys.columns("parts")} from found
    """


def _asked(sheeted: Sheeted) -> str:
    """SQL: codes with their keys: those of the sheet, and those that are known to have been asked."""
    own = "select made, own from named"
    known = (
        f" union all select code, key from read_parquet({sourced(sheeted.known)})" if sheeted.known else ""
    )
    return own + known


def _fields(sheeted: Sheeted) -> dict[str, str]:
    """SQL of every column of :data:`_NAMES` over `keyed`."""
    counted = sheeted.cell(sheeted.called.counted)
    usual = "(select mode(key_role) from keyed where key is not null)"
    role = f"coalesce({usual}, {quoted(words.COUNTED[sheeted.called.counted])})"
    period = f"coalesce({sheeted.cell('period')}, {_period(sheeted)})"
    note = f"coalesce({sheeted.cell('note')}, {sheeted.cell('why')})"
    return {
        "indicator": _either("key_indicator", sheeted.chosen("indicator")),
        "place": _either("key_place", sheeted.chosen("place")),
        "period": _either("key_period_start || '/' || key_period_end", period),
        "agency": f"case when key is null then {_agency(sheeted)} else key_agency end",
        "activity": _either("key_activity", sheeted.chosen("activity")),
        "role": _either("key_role", role),
        "span": "key_span",
        "breakdown": f"case when key is null then {sheeted.chosen('breakdown')} else key_breakdown end",
        "cohort": "key_cohort",
        "as_of": "key_as_of",
        "stated_on": f"coalesce({sheeted.cell('stated_on')}, key_stated_on)",
        "source": "key_source",
        "base_period": f"coalesce({sheeted.cell('base_period')}, key_base_period)",
        "unit": f"case when key is null then {sheeted.cell('unit')} else key_unit end",
        "state": f"coalesce({sheeted.meant('state')}, case when key_kind = 'text' then 'reported' end)",
        "value": f"case key_kind when 'text' then null when 'milestone' then {_state(sheeted)} else {counted} end",
        "value_as_written": counted,
        "numerator": sheeted.cell("numerator"),
        "denominator": sheeted.cell("denominator"),
        "maturity": sheeted.meant("maturity"),
        "note": note,
        "reason": sheeted.meant("reason"),
        **{name: sheeted.cell(name) for name in ("explanation", "plan", "plan_by")},
        "at": _at(sheeted),
    }


def _either(own: str, otherwise: str) -> str:
    """SQL: a field of the key, else what the cells say. Of `coalesce` both would be worked out in every row."""
    return f"case when {own} is null then {otherwise} else {own} end"


def _state(sheeted: Sheeted) -> str:
    """SQL: the number of a milestone's state. A word is kept as it was written: what it means, the framework knows."""
    chosen = sheeted.chosen(sheeted.called.counted)
    return f"case when regexp_full_match({chosen}, '[0-9]+([.][0-9]*)?') then {chosen} end"


def _period(sheeted: Sheeted) -> str:
    said = sheeted.called.period or sheeted.manifest.year
    return quoted(said) if said else "NULL"


def _agency(sheeted: Sheeted) -> str:
    """SQL: whose an added row is: the manifest's agency, else that of the other rows if they are of one."""
    said = sheeted.manifest.unit or sheeted.manifest.agency
    among = "(select case when count(distinct key_agency) = 1 then any_value(key_agency) end from keyed)"
    return f"coalesce({among}, {quoted(said)})" if said else among


def _at(sheeted: Sheeted) -> str:
    """SQL: the reporter's cell that holds the value, or what stands for it."""
    cells = [
        (sheeted.cell(name), letter(place))
        for name in (sheeted.called.counted, *_FILLED)
        if (place := sheeted.called.place(name)) is not None
    ]
    which = "".join(f" when {cell} is not null then {quoted(column)}" for cell, column in cells)
    return f'{quoted(prefix(sheeted.raw.sheet))} || case{which} end || "row"'


def _told(sheeted: Sheeted, name: str) -> tuple[str, str]:
    """The letter and header of the reporter's column that a column of ours was made of."""
    own = {"value": sheeted.called.counted, "value_as_written": sheeted.called.counted}
    place = sheeted.called.place(own.get(name, name))
    if place is None and name == "note":
        place = sheeted.called.place("why")
    return ("", "") if place is None else sheeted.raw.named(place)


def _untouched(connection: duckdb.DuckDBPyConnection, sheeted: Sheeted) -> list[Problem]:
    """Rows that hold a remark, or a choice, and no figure; and rows whose code and key do not belong together."""
    found = []
    remarks = [name for name in _REMARKS if sheeted.called.place(name) is not None]
    some = " or ".join(f"{sheeted.cell(name)} is not null" for name in remarks)
    counted = sheeted.called.place(sheeted.called.counted)
    header = sheeted.called.headers[counted] if counted is not None else ""
    if remarks:
        fix = f"fill in “{header}”, or say why there is none; else delete the remark"
        said = warning(
            "remark_without_figure", "a remark stands beside no figure", sheeted.raw.where(counted), fix=fix
        )
        found += _rows(connection, f"not filled and ({some}){_not_as_sent(sheeted)}", said)
    if (settled := sheeted.called.place("maturity")) is not None:
        said = warning(
            "maturity_without_figure",
            "a choice of how settled the figure is stands beside no figure",
            sheeted.raw.where(settled),
            fix=f"fill in “{header}” too, also where the figure stays what it was; else empty the cell",
        )
        found += _rows(connection, f"not filled and {sheeted.cell('maturity')} is not null", said)
    started = f"{sheeted.cell('indicator')} is not null or {sheeted.cell('place')} is not null"
    said = warning(
        "row_not_filled",
        "a row was begun and holds no figure",
        sheeted.raw.where(counted),
        fix=f"fill in “{header}”, or empty the row",
    )
    found += _rows(connection, f"not filled and key is null and code is null and ({started})", said)
    code = sheeted.called.place("code")
    said = warning(
        "row_code_differs",
        "the code of the row is none of this sheet's; the row was read as what its hidden key says",
        sheeted.raw.where(code),
        fix="look whether the figure stands in the right row; copy the code from the workbook as it was sent",
    )
    found += _rows(connection, "filled and differs", said)
    said = warning(
        "key_missing",
        "the row has lost its hidden key and was read by the names in its cells",
        sheeted.raw.where(code),
        fix="look whether it was read as what it is, or fill in the workbook as it was sent",
    )
    return found + _rows(connection, "filled and code is not null and key is null", said)


def _not_as_sent(sheeted: Sheeted) -> str:
    """SQL: and the row does not only hold what was told last year of a missed target, as it went out."""
    if sheeted.called.place("told") is None:
        return ""
    why = ", ".join([sheeted.meant("reason"), *map(sheeted.cell, ("explanation", "plan", "plan_by"))])
    own = " or ".join(f"{sheeted.cell(name)} is not null" for name in ("note", "why"))
    return f" and ({own} or why_digest({why}) is distinct from {sheeted.cell('told')})"


def _rows(connection: duckdb.DuckDBPyConnection, condition: str, said: Problem) -> list[Problem]:
    found = connection.execute(
        f"select \"row\", count(*) over () from keyed where {condition} order by 1 limit getvariable('places')"
    ).fetchall()
    return [at_rows(said, found[0][1], [row for row, _ in found])] if found else []


def _not_read(connection: duckdb.DuckDBPyConnection, sheeted: Sheeted) -> list[Problem]:
    """Columns that the reporter put in, which nothing here reads."""
    strange = [index for index, name in enumerate(sheeted.called.names) if not name]
    if not strange:
        return []
    counts = connection.execute(f"select {', '.join(f'count(c{n})' for n in strange)} from keyed").fetchall()[
        0
    ]
    said = warning("column_not_read", "the column is not one of this sheet's and was not read")
    fix = "put remarks into the column for remarks"
    return [
        replace(said, where=sheeted.raw.where(index), fix=fix)
        for index, count in zip(strange, counts, strict=True)
        if count
    ]
