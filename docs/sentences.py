"""The sentences that questions answer with, read off the code that makes them: nothing has to be marked there.

An f-string, a text with gaps, a constant of several words, `concat(…)` and `a || b` in SQL are each one message; what is
filled in is a gap named by its number. `publish.reading_back` finds the message again in what a question has answered.
What is no sentence (an error, a note in the code, SQL in Python, a remark that `wording` takes apart) is left out.
"""

import ast
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

_HOLE = "{}"
_GAP = re.compile(r"\{[\w.]*\}|%\([^)]*\)s")
_SQL = re.compile(r"\b(SELECT|FROM|JOIN|WITH|WHERE|ORDER BY|CAST|GROUP BY|IS NOT)\b")
_PIECE = re.compile(
    r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|\$?[A-Za-z_][\w.]*|\|\||[(),]|[^\s\w'\"(),|]+|\d[\d.]*|\|"
)
#: What ends an expression in which texts are joined by `||`.
_ENDS = {*"(),", "SELECT", "FROM", "WHERE", "AND", "OR", "WHEN", "THEN", "ELSE", "END", "AS", "CASE", "ON"}
_ENDS |= {"ORDER", "BY", "=", "<>", "IN", "LIKE", "IS", "GROUP", "HAVING", "USING", "DISTINCT", ";"}


def of_python(source: str) -> Iterator[str]:
    """Every sentence of a module, with its gaps."""
    tree = ast.parse(source)
    yield from _headed(ast.get_docstring(tree) or "")
    passed = set(silent(tree))
    for node in ast.walk(tree):
        if node not in passed and isinstance(node, (ast.JoinedStr, ast.Constant)):
            yield from wanted(template(node))


def _headed(text: str) -> Iterator[str]:
    """The title in the head of a rule of `claims`: `no_target: Results without a target`."""
    found = re.match(r"[a-z_]+: ([A-Z].*)\n(-- )?kind: ", text)
    if found:
        yield found[1]


def silent(tree: ast.AST, *, raised: bool = False) -> Iterator[ast.AST]:
    """What stands in code and is never answered: docstrings, types, the pieces of an f-string, and errors if not `raised`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and not raised:
            yield from ast.walk(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation:
            yield from ast.walk(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns:
            yield from ast.walk(node.returns)
        elif isinstance(node, ast.JoinedStr):
            yield from (part for part in node.values if isinstance(part, ast.Constant))
            yield from (part.format_spec for part in node.values if _has_form(part))


def _has_form(part: ast.expr) -> bool:
    return isinstance(part, ast.FormattedValue) and part.format_spec is not None


def template(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return _numbered(node.value) if isinstance(node.value, str) else ""
    return _numbered("".join(map(_part, node.values)))


def _part(part: ast.expr) -> str:
    """A piece of an f-string: its words, or a gap."""
    return re.sub("[{}]", "", str(part.value)) if isinstance(part, ast.Constant) else _HOLE


def _numbered(text: str) -> str:
    """The text with its gaps named by number: `{who} has no value.` is `%(1)s has no value.`"""
    pieces = _GAP.split(text)
    gaps = (f"%({number})s" for number in range(1, len(pieces)))
    return pieces[0] + "".join(gap + piece for gap, piece in zip(gaps, pieces[1:], strict=True))


def wanted(template: str) -> Iterator[str]:
    """The template if it is words: several of them, or one with a gap, and neither SQL nor a code."""
    said = _GAP.sub("", template)
    words = " " in said.strip() or (" " in said and said != template)
    if words and re.search(r"[a-z]{2}", said) and not re.search(r"[|~\\]|\n", said) and not _SQL.search(said):
        yield template


def of_sql(source: str) -> Iterator[str]:
    """Every sentence that an SQL file makes, and the pieces that a CASE chooses among."""
    yield from _headed(source.removeprefix("-- "))
    pieces = deque(piece for piece in _PIECE.findall(source) if not piece.startswith("--"))
    for template in _chains(pieces):
        yield from wanted(_numbered(template))


def _chains(pieces: deque[str]) -> Iterator[str]:
    """Texts joined by `||` or apart, up to the bracket that closes; of a call of `concat` the arguments are one text."""
    whole, before = "", ""
    while pieces and pieces[0] != ")":
        piece = pieces.popleft()
        if piece == "(":
            yield from (_concat if before.lower() == "concat" else _inside)(pieces)
            whole += _HOLE
        elif piece.upper() in _ENDS:
            yield whole
            whole = ""
        elif piece != "||":
            whole += _text(piece)
        before = piece
    yield whole


def _inside(pieces: deque[str]) -> Iterator[str]:
    """What stands in a bracket."""
    yield from _chains(pieces)
    if pieces:
        pieces.popleft()


def _concat(pieces: deque[str]) -> Iterator[str]:
    """The arguments of `concat` as one text, and what stands inside of them."""
    whole, argument, depth = "", deque[str](), 0
    while pieces:
        piece = pieces.popleft()
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth >= 0 and (piece != "," or depth):
            argument.append(piece)
            continue
        whole += _text(argument[0]) if len(argument) == 1 else _HOLE
        yield from _chains(argument) if len(argument) > 1 else ()
        argument = deque()
        if depth < 0:
            break
    yield whole


def _text(piece: str) -> str:
    """A literal as its text without gaps of its own; anything else as a gap."""
    return re.sub("[{}]", "", piece[1:-1].replace("''", "'")) if piece[:1] == "'" else _HOLE


def of_folder(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every sentence of the Python and SQL files of a folder, or of one file."""
    for file in sorted(folder.rglob("*")) or [folder]:
        if file.suffix == ".py":
            yield from ((file, told) for told in of_python(file.read_text("utf-8")))
        elif file.suffix == ".sql":
            yield from ((file, told) for told in of_sql(file.read_text("utf-8")))


def gathered(root: Path) -> Iterator[tuple[Path, str]]:
    """What questions answer."""
    for room in ("analyse", "kernel/measure.py"):
        yield from of_folder(root / room)
