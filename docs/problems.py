"""What checks, readers and refusals say, read off the code that makes a `Problem` or a `WrongUse`.

Of a room that speaks to nobody else, every sentence is taken; of the others, what stands in the call that tells it. What
is marked for another catalogue is left to that one. `publish.problems` says such a sentence in another language.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from docs import sentences

#: Whose text a person reads, and what in code marks a text for another catalogue.
_TELLS = {"Problem", "InputProblem", "WrongUse", "NotAllowed"}
_MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "mark", "marks", "say", "count"}
#: A fault of ours, which nobody reads on a page; and what takes no sentence.
_OURS = {"KeyError", "TypeError", "RuntimeError", "AssertionError", "LookupError", "NotImplementedError"}
_CODED = {"compile", "fullmatch", "sub"}
_SQL = re.compile(
    r"(?i)\b(select|coalesce|create (macro|or|table|view)|case when|is (not )?(null|distinct)|union all|copy \(|describe %"
    r"|(left|anti|semi) join|read_(csv|parquet)|concat_ws|regexp_\w+|try_\w+|string_split|struct_pack|filter \(where|nullif"
    r"|alter view|insert into|set \w+ =|enum_code|key_field|row_code|file_row_number|where not exists|varchar|limit 0)\b"
    r"|\b(r?trim|nearest|count|lower|min|list|replace|ends_with)\(|::|\b[ng]\.\w+|\b(new|told|shared)\.\w|not? filled|^filled"
    r"|else \"at\"|\bas c%|^'|(?-i:\bAS %|LIKE ')|when 'text'|import sys|No space left"
)
_MARKUP = re.compile(r"^<\?|^ ?</?\w+ |xmlns|/>|^[\w ]+=\"")


def of_python(source: str, *, is_whole: bool) -> Iterator[str]:
    """Every sentence of a module that somebody is told; not `is_whole`: only what stands where it is told."""
    if not is_whole and not any(f"{name}(" in source for name in _TELLS):
        return
    tree = ast.parse(source)
    spoken = tree if is_whole else ast.Module([one for one in ast.walk(tree) if _is_told(one)], [])  # type: ignore[misc]
    silent = {*sentences.silent(tree, raised=True), *_silent(tree)}
    for node in ast.walk(spoken):
        if node in silent or not isinstance(node, (ast.JoinedStr, ast.Constant)):
            continue
        text = sentences.template(node).replace("{{", "{").replace("}}", "}")  # as `format` fills it
        if not _SQL.search(text):
            yield from (said for said in sentences.wanted(text) if not _MARKUP.search(said))
        else:
            told = sentences.of_sql(re.sub(r"%\(\d+\)s", "gap", text))
            yield from (said for said in told if not said.startswith(("%", "(?")))
    yield from _says(tree) if is_whole else ()


def _says(tree: ast.Module) -> Iterator[str]:
    """The texts of a constant called `SAYS`: single words that stand in the gaps of sentences, with what joins them."""
    for node in tree.body:
        names = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if "SAYS" in map(_name, names) and isinstance(value, (ast.Dict, ast.Tuple)):
            texts = value.values if isinstance(value, ast.Dict) else value.elts
            yield from (str(one.value) for one in texts if isinstance(one, ast.Constant))


def _is_told(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in _TELLS


def _name(called: ast.expr | None) -> str:
    """The last name of what is called."""
    return getattr(called, "id", "") or getattr(called, "attr", "")


def _silent(tree: ast.AST) -> Iterator[ast.AST]:
    """What is marked for another catalogue, is a fault of ours, or no text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _MARKS | _CODED | _OURS:
            yield from ast.walk(node)


def title(source: str) -> str:
    """The first line of a check, in the small letters in which others tell it."""
    head = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
    return head[:1].lower() + head[1:]


def of_folder(folder: Path, *, is_whole: bool) -> Iterator[tuple[Path, str]]:
    """Every sentence of the Python files of a folder, or of one file."""
    for file in sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]:
        source = file.read_text("utf-8")
        yield from ((file, told) for told in of_python(source, is_whole=is_whole))
        if folder.name == "checks" and "FAILS" in source:
            yield file, title(source)


#: Rooms and modules that speak of what is wrong, and of nothing else.
_WHOLE = (
    *(f"kernel/{name}.py" for name in ("algebra", "breakdown", "period", "problem", "quality", "quantity")),
    *("spec", "formats", "vault", "release", "collect/checks"),
    *(f"collect/{name}.py" for name in ("asked", "milestones", "names", "origins", "received")),
    *(f"framework/{name}.py" for name in ("drafts", "standards", "vanished")),
    "freeze/held_back.py",
)
#: What they say in files they write, to who adds a module, or to the command line alone.
_ELSEWHERE = {
    *(f"spec/{name}.py" for name in ("json_schema", "stratml", "stratml_words", "compared_text", "near")),
    *(
        f"formats/{name}.py"
        for name in ("_called/words", "_called/keys", "_confine", "_engine", "_stratml/own", "_write")
    ),
    *(f"formats/_iati/{name}.py" for name in ("codes", "indicators")),
    *(f"formats/_workbook/{name}.py" for name in ("looks", "remarks", "sheets", "styles")),
    "formats/_iati/places.py",
    *(
        f"release/{name}.py"
        for name in (
            "changes",
            "diff",
            "history/homes",
            "illustrative",
            "manifest",
            "reader",
            "restated_money",
            "sql",
        )
    ),
    *(f"collect/checks/{name}.py" for name in ("_catalogue", "_page", "_sql", "_summary", "_tables")),
}
#: Rooms that tell a problem here and there.
_HERE_AND_THERE = ("analyse", "publish", "people", "framework", "collect", "review", "freeze", "jobs", "web")


def gathered(root: Path) -> Iterator[tuple[Path, str]]:
    """All of it, each with the file that says it."""
    for whole in _WHOLE:
        for file, told in of_folder(root / whole, is_whole=True):
            if file.relative_to(root).as_posix() not in _ELSEWHERE:
                yield file, told
    for name in (*_HERE_AND_THERE, *sorted(_ELSEWHERE)):
        yield from of_folder(root / name, is_whole=False)
