"""Cases of other results systems, put to istmo: each shape of inputs has one adapter, found by walking this folder.

A module of shapes has `SHAPES`: pairs of what inputs it fits and what istmo answers to them. An adapter works from
the inputs, never from the name of a case.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Inputs = dict[str, Any]
Answer = dict[str, Any]
Fits = Callable[[Inputs], bool]
Adapter = Callable[["Case"], Answer]


class Case:
    """One case: what is put in, what that system gives, and where to build."""

    def __init__(self, inputs: Inputs, wanted: Any, folder: Path, others: Callable[[str], Inputs]) -> None:
        """`others`: the inputs of another case, for those that go on from one."""
        self.inputs, self.wanted, self.folder, self.others = inputs, wanted, folder, others
        self._made = 0

    @property
    def out(self) -> Path:
        """A new folder."""
        self._made += 1
        return self.folder / str(self._made)


def has(*keys: str) -> Fits:
    """Fits inputs with all of these keys."""
    return lambda inputs: set(keys) <= set(inputs)


def only(*keys: str) -> Fits:
    """Fits inputs with one or more of these keys and no others."""
    return lambda inputs: bool(inputs) and set(inputs) <= set(keys)


def adapter(inputs: Inputs) -> Adapter:
    """The one adapter that fits these inputs."""
    fitting = {answer.__name__: answer for fits, answer in _shapes() if fits(inputs)}
    if len(fitting) != 1:
        raise LookupError(
            f"{len(fitting)} adapters fit the inputs {sorted(map(str, inputs))}: {sorted(fitting)}"
        )
    return next(iter(fitting.values()))


def _shapes() -> list[tuple[Fits, Adapter]]:
    modules = sorted(path.stem for path in Path(__file__).parent.glob("shapes_*.py"))
    return [shape for name in modules for shape in import_module(f"{__name__}.{name}").SHAPES]
