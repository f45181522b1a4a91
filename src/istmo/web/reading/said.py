"""Words out of a release: content, in a language that need not be the page's."""

from dataclasses import dataclass

#: What releases are written in, and the sentences of `analyse` and `publish`.
CONTENT = "en"


@dataclass(frozen=True)
class Said:
    """A text and the language it is in; `href` where it opens something. Empty text is nothing said."""

    text: str
    lang: str = CONTENT
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
    return Said(f"{told[:1].upper()}{told[1:]}{'' if told[-1] in '.!?…' else '.'}")


def sentences(joined: object) -> tuple[Said, ...]:
    """The remarks that a question joins with semicolons, each a sentence."""
    return tuple(sentence(part) for part in str(joined or "").split("; ") if part.strip())
