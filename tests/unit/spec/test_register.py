from datetime import date
from decimal import Decimal

import pytest

from istmo.kernel.tables import TABLES
from istmo.spec.draft import Draft
from istmo.spec.register import add_register


def read(tmp_path, name, raw):
    path = tmp_path / f"{name}.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    draft = Draft()
    add_register(path, path.name, draft)
    return draft


def records(draft, table):
    return [dict(zip(TABLES[table].names, row, strict=True)) for row in draft.rows[table]]


def test_spreadsheets_of_many_countries(tmp_path):
    for text in (
        "﻿Code,NAME,kind\r\nHN,Honduras,country\r\n",
        "code;name;kind\nHN;Honduras;country\n",
        "code\tname\tkind\n\nHN\t Honduras \tcountry\n\t\t\n",
        'code,name,kind,\nHN,"Honduras",country,\n',
    ):
        draft = read(tmp_path, "places", text)
        assert draft.problems == []
        assert [(r["code"], r["name"], r["kind"]) for r in records(draft, "places")] == [
            ("HN", "Honduras", "country")
        ]


def test_cells_become_what_the_table_holds(tmp_path):
    text = 'code,name,kind,units,latitude,note\nx,X,not_named,3,-14.08,"two\nlines"\n'
    [row] = records(read(tmp_path, "places", text), "places")
    assert (row["units"], row["latitude"], row["note"], row["parent"]) == (
        3,
        Decimal("-14.08"),
        "two\nlines",
        None,
    )
    text = "code,title,starts_on,stage\na,A,2016-02-29,pilot\n"
    assert records(read(tmp_path, "activities", text), "activities")[0]["starts_on"] == date(2016, 2, 29)
    text = "code,name,own\na,A,Yes\nb,B,no\n"
    assert [r["own"] for r in records(read(tmp_path, "agencies", text), "agencies")] == [True, False]


def test_members_aliases_and_languages_become_rows_of_their_own(tmp_path):
    text = (
        "code,name,name_es,note_es,kind,members,aliases\n"
        "g,Group,Grupo,Nota,group,A | B@2014-01-01/2020-12-31|C@2015/..,G|The group\n"
    )
    draft = read(tmp_path, "places", text)
    assert [(r["member"], r["since"], r["until"]) for r in records(draft, "place_members")] == [
        ("A", None, None),
        ("B", date(2014, 1, 1), date(2020, 12, 31)),
        ("C", date(2015, 1, 1), None),
    ]
    assert [(r["alias"], r["code"]) for r in records(draft, "aliases")] == [("G", "g"), ("The group", "g")]
    assert [(r["field"], r["language"], r["text"]) for r in records(draft, "texts")] == [
        ("name", "es", "Grupo"),
        ("note", "es", "Nota"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("", "empty_file", "places.csv", "write a header row"),
        ("\n\n", "empty_file", "places.csv", "write a header row"),
        ("code,name\nHN,Honduras\n", "missing_column", "places.csv, row 1", "add the column kind"),
        (
            "code,kind,naem\nHN,country,Honduras\n",
            "missing_column",
            "places.csv, row 1",
            "add the column name",
        ),
        (
            "code,kind,name,kpi\nHN,country,H,\n",
            "unknown_column",
            "places.csv, D1 (“kpi”)",
            "the columns here are",
        ),
        (
            "code,kind,name,ntoe\nHN,country,H,\n",
            "unknown_column",
            "places.csv, D1 (“ntoe”)",
            "write note instead",
        ),
        ("code,kind,name,Name\nHN,country,H,H\n", "duplicate_column", "places.csv, D1 (“Name”)", "keep one"),
        ("code,name,kind\nHN,Honduras, D.C.,country\n", "too_many_cells", "places.csv, row 2", "in quotes"),
        ("code,name,kind\n,Honduras,country\n", "missing_value", "places.csv, A2 (“code”)", "code is empty"),
        ("code,name,kind\nH N,Honduras,country\n", "wrong_value", "places.csv, A2 (“code”)", "is not a code"),
        ("code,name,kind\nHN,Honduras\n", "missing_value", "places.csv, C2 (“kind”)", "kind is empty"),
        (
            "code,name,kind\nHN,Honduras,contry\n",
            "wrong_value",
            "places.csv, C2 (“kind”)",
            "did you mean country?",
        ),
        (
            "code,name,kind,units\nHN,H,country,1.5\n",
            "wrong_value",
            "places.csv, D2 (“units”)",
            "whole number",
        ),
        ("code,name,kind,units\nHN,H,country,٣\n", "wrong_value", "places.csv, D2 (“units”)", "whole number"),
        (
            "code,name,kind,latitude\nHN,H,country,NaN\n",
            "wrong_value",
            "places.csv, D2 (“latitude”)",
            "20 digits",
        ),
        (
            "code,name,kind,latitude\nHN,H,country,14;5\n",
            "wrong_value",
            "places.csv, D2 (“latitude”)",
            "14.08",
        ),
        (
            'code,name,kind\nHN,"Honduras,country\nSV,x,y\n',
            "csv_syntax",
            "places.csv, row 2",
            "quotation mark",
        ),
        ('code,name,kind\nHN,"Hon"duras,country\n', "csv_syntax", "places.csv, row 2", "quotation mark"),
    ],
)
def test_wrong_register_is_told_by_cell(tmp_path, text, code, place, words):
    told = [p for p in read(tmp_path, "places", text).problems if p.code == code]
    assert [str(p.where) for p in told] == [place]
    assert words.casefold() in told[0].sentence.casefold()


def test_line_of_a_row_after_a_cell_of_two_lines(tmp_path):
    text = 'code,name,kind\nA,"one\ntwo",country\nB,x,nothing\n'
    [problem] = read(tmp_path, "places", text).problems
    assert problem.where.row == 4


def test_column_letters_past_z(tmp_path):
    header = ",".join(["code", "name", "kind", *[f"name_{a}{b}" for a in "abc" for b in "abcdefgh"], "kpi"])
    [problem] = read(tmp_path, "places", f"{header}\nHN,Honduras,country\n").problems
    assert problem.where.column == "AB"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("código".encode("utf-16"), "wrong_encoding"),
        ("código".encode("latin-1"), "wrong_encoding"),
        (b"\0", "not_text"),
    ],
)
def test_wrong_bytes_say_what_the_file_is(tmp_path, raw, code):
    draft = read(tmp_path, "places", raw)
    assert [p.code for p in draft.problems] == [code]
    assert draft.incomplete == {"places"}
