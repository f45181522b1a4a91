"""Whether an answer is the wanted one: the same shape, every number to the decimals that are wanted."""

import re
from decimal import Decimal
from typing import Any

from istmo.kernel.quantity import rounded


def differences(wanted: Any, told: Any, at: str = "") -> list[str]:
    """Every place where the answer is not what is wanted; what is not asked about is passed over."""
    if isinstance(wanted, dict):
        found = told if isinstance(told, dict) else {}
        return [d for key in wanted for d in _under(key, wanted[key], found, f"{at}/{key}")]
    if isinstance(wanted, list):
        if not isinstance(told, list) or len(told) != len(wanted):
            return [f"{at}: {told!r}, wanted {wanted!r}"]
        return [
            d
            for n, pair in enumerate(zip(wanted, told, strict=True))
            for d in differences(*pair, f"{at}/{n}")
        ]
    if isinstance(told, dict) and not isinstance(wanted, str):
        told = told.get("value")
    return [] if _same(wanted, told) else [f"{at}: {told!r}, wanted {wanted!r}"]


def _under(key: Any, wanted: Any, found: dict[Any, Any], at: str) -> list[str]:
    if key == "error":
        # Another system's words for it are its own: a refusal in ours is what is wanted.
        return [] if found.get("error") else [f"{at}: taken without an error, wanted {wanted!r}"]
    return differences(wanted, _of(found, key), at)


def _of(told: dict[Any, Any], key: Any) -> Any:
    return told.get(str(key), told.get(key))


def _same(wanted: Any, told: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None:
        return told is wanted
    if isinstance(wanted, int | float) or (
        isinstance(wanted, str) and re.fullmatch(r"-?\d+(\.\d+)?", wanted)
    ):
        return isinstance(told, Decimal | int) and not isinstance(told, bool) and _close(str(wanted), told)
    return _reads(str(wanted), told)


def _close(wanted: str, told: Decimal | int) -> bool:
    """Equal to the decimals wanted; we keep nine, so more cannot be asked."""
    decimals = min(len(wanted.partition(".")[2]), 9)
    return rounded(Decimal(told), decimals) == rounded(Decimal(wanted), decimals)


def _reads(wanted: str, told: Any) -> bool:
    """Words wanted: what was told holds them, or a sentence of ours stands for theirs."""
    if wanted in ("", "absent"):
        return told is None
    sentences = told.get("refused") if isinstance(told, dict) else told
    if wanted.startswith("reject"):
        return isinstance(told, dict) and bool(told.get("refused"))
    if found := re.fullmatch(
        r"(-?\d+) only if declared additive; otherwise flag possible double count", wanted
    ):
        return isinstance(told, dict) and told.get("additive") == Decimal(found[1]) and bool(told.get("flag"))
    return isinstance(sentences, str) and wanted in sentences
