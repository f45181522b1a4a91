"""What is shipped beside the code."""

from pathlib import Path

from istmo.kernel.problem import WrongUse


def examples() -> Path:
    """The folder of worked examples: in the installed package, or in the checkout."""
    source = Path(__file__).resolve().parents[1]
    for folder in (source / "_examples", source.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise WrongUse(
        "The worked examples are not installed with this istmo: install it from a complete package."
    )
