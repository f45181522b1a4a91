"""Words on a page, and what they open.

What is not in the page's language carries that with it (`publish.foreign`) until the page is whole.
"""

from dataclasses import dataclass

from istmo.publish import foreign


@dataclass(frozen=True)
class Said:
    """A text; `href` where it opens something. Empty text is nothing said."""

    text: str
    href: str = ""

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.text)

    def __str__(self) -> str:
        """The text alone."""
        return self.text


def sentence(text: object) -> Said:
    """A remark of a question as a sentence: capital letter first, full stop last."""
    told = str(text or "").strip()
    if not told:
        return Said("")
    return Said(f"{foreign.capital(told)}{'' if foreign.plain(told)[-1:] in '.!?…' else '.'}")


def sentences(joined: object) -> tuple[Said, ...]:
    """The remarks that a question joins with semicolons, each a sentence."""
    return tuple(sentence(part) for part in str(joined or "").split("; ") if part.strip())
