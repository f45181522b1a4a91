"""What a check is, and finding all of them by walking this folder.

A check is one file of this folder; its name is the code of the problem. It holds

- a docstring: the first line is its title, the rest says why it matters and how to mend it (its page in the docs);
- `SEVERITY`, fixed: only errors stop a submission;
- `OVER`: what it walks over: `("new",)`, the file's figures, where nothing else is said, `money`, its transactions, or
  `headers`; two where the same rule holds of both;
- `NEEDS`: the other tables it reads, empty where not given. A check without its tables is told as not checked;
- `OTHERS`: true where the rule holds of other publishers' own indicators too, because what it finds is a fault and no
  matter of judgement. Without it such figures are passed over: how others measure is not ours to say;
- `ROW`, a boolean SQL expression over `n` (a row of what it walks over) and the tables of `NEEDS` that such a row points
  to by a foreign key, each under its own name; or `QUERY`, a whole SQL query that gives `here`
  (`here(n)`, the place of a row) and what its texts name;
- `COLUMN`: the canonical column it points at (a query may give `column` instead);
- `FOUND`, `EXPECTED`, `FIX`: texts with `%(name)s`. A name is a column of the row, a key of `TELLS` (name to SQL
  expression) or of `LOOKUP` (the same over one grouped finding `g`, for what is costly). Of several texts the first
  whose names are all filled is told. Single words that an SQL expression gives them stand in `SAYS`, so that they are
  translated (`docs/problems.py`);
- `PASSES` and `FAILS`: a small CSV each; the tests run them and refuse a check without. `LAST` (the release
  before) and `CALL` (the year asked about) are what these examples are read against.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from istmo.collect import checks
from istmo.kernel.problem import Severity

_NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Check:
    """One check as data; see the module's docstring for what each part means."""

    code: str
    title: str
    page: str
    severity: Severity
    needs: tuple[str, ...]
    over: tuple[str, ...]
    column: str
    found: tuple[str, ...]
    fix: tuple[str, ...]
    expected: tuple[str, ...] = ()
    others: bool = False
    row: str = ""
    query: str = ""
    tells: Mapping[str, str] = field(default_factory=dict)
    lookup: Mapping[str, str] = field(default_factory=dict)
    passes: str = ""
    fails: str = ""
    last: str = ""
    call: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """Names its texts use, in order, without those of `lookup`."""
        texts = " ".join((*self.found, *self.expected, *self.fix))
        wanted = [*_NAMED.findall(texts), *_grouped(self.lookup)]
        return tuple(name for name in dict.fromkeys(wanted) if name not in self.lookup)


def _grouped(lookup: Mapping[str, str]) -> list[str]:
    return re.findall(r"\bg\.(\w+)", " ".join(lookup.values()))


def _texts(module: ModuleType, name: str) -> tuple[str, ...]:
    text = getattr(module, name, ())
    return (text,) if isinstance(text, str) else tuple(text)


def from_module(module: ModuleType) -> Check:
    """Read a check from its file; AttributeError where a part that every check has is missing."""
    title, _, page = (module.__doc__ or "").strip().partition("\n")
    return Check(
        code=module.__name__.rpartition(".")[2],
        title=title,
        page=page.strip(),
        severity=Severity(module.SEVERITY),
        needs=tuple(getattr(module, "NEEDS", ())),
        over=tuple(getattr(module, "OVER", ("new",))),
        column=module.COLUMN,
        found=_texts(module, "FOUND"),
        fix=_texts(module, "FIX"),
        expected=_texts(module, "EXPECTED"),
        others=getattr(module, "OTHERS", False),
        row=getattr(module, "ROW", ""),
        query=getattr(module, "QUERY", ""),
        tells=getattr(module, "TELLS", {}),
        lookup=getattr(module, "LOOKUP", {}),
        passes=getattr(module, "PASSES", ""),
        fails=getattr(module, "FAILS", ""),
        last=getattr(module, "LAST", ""),
        call=getattr(module, "CALL", ""),
    )


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check of this folder by code; what begins with `_`, and the runner, is not one."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    files = [name for name in names if not name.startswith("_") and name != "runner"]
    return tuple(from_module(import_module(f"{checks.__name__}.{name}")) for name in files)
