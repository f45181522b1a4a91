"""The report's own words: gettext catalogues, plural forms and how a language writes numbers.

English needs no catalogue: its strings are the message ids. Another language is a folder
`publish/locale/<lang>/LC_MESSAGES/` with three of them, `report.mo` for what this room says, `answers.mo` for what
questions answer and `problems.mo` for what is wrong with an input, with nothing else to edit.
"""

from collections.abc import Collection, Mapping
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from types import MappingProxyType

from istmo.kernel.problem import WrongUse
from istmo.publish import compiled
from istmo.publish.foreign import english
from istmo.publish.reading_back import ReadingBack

_NOBODY: Mapping[str, str] = MappingProxyType({})


class Words:
    """One language: `say` a sentence with named gaps, `count` one that has a plural; `told` and `named` what comes in."""

    def __init__(
        self, lang: str = "en", names: Mapping[str, str] = _NOBODY, codes: Collection[str] = ()
    ) -> None:
        """Open the catalogue of `lang`; WrongUse if there is none.

        names: what a release calls a thing in `lang`; codes: what sentences may name it by.
        """
        self.lang = lang
        self.translations = _catalogue(lang)
        self.names, self._codes = names, codes
        marks = self.say("1,234.5")  # translators write this number as their language does
        self.thousands, self.point = marks[1], marks[-2]

    @cached_property
    def _answers(self) -> ReadingBack:
        """Made when a sentence is read back: most pages say their own words alone."""
        return ReadingBack(messages(self.lang, "answers"), self._known)

    def say(self, text: str, **gaps: object) -> str:
        """The sentence in this language with its gaps filled."""
        told = self.translations.gettext(text)
        return told % gaps if gaps else told

    def count(self, one: str, many: str, number: int, **gaps: object) -> str:
        """The sentence for `number` things; `%(n)s` is the number itself."""
        return self.translations.ngettext(one, many, number) % {
            "n": f"{number:,}".replace(",", self.thousands),
            **gaps,
        }

    def told(self, sentence: str) -> str:
        """A sentence that a question answered, in this language as far as it can be said, else marked as English."""
        return sentence if self.lang == "en" else self._answers.told(sentence)

    def named(self, text: str) -> str:
        """A name or text of a release: as it is called in this language, else marked as English."""
        if self.lang == "en" or not text:
            return text
        if text in self.names:
            return self.names[text]
        said = self.translations.gettext(text)
        return said if said != text or text in self._codes else english(text)

    def _known(self, text: str) -> str | None:
        """What a release or our own words call it in this language; codes stay as they are."""
        if not text or text in self.names:
            return self.names.get(text, text)
        if all(part in self._codes for part in text.split(" ")):
            return text
        said = self.translations.gettext(text)
        return said if said != text else None


def _catalogue(lang: str) -> NullTranslations:
    if lang == "en":
        return NullTranslations()
    found = files("istmo.publish") / "locale" / lang / "LC_MESSAGES" / "report.mo"
    if not found.is_file():
        raise WrongUse(f"The report cannot be written in “{lang}” yet. Use --lang en or es.")
    with found.open("rb") as catalogue:
        return GNUTranslations(catalogue)


@cache
def messages(lang: str, catalogue: str) -> Mapping[str, str]:
    """The sentences of the catalogue `answers` or `problems` and the same in `lang`."""
    found = files("istmo.publish") / "locale" / lang / "LC_MESSAGES" / f"{catalogue}.mo"
    return compiled.messages(found.read_bytes())


def mark(text: str) -> str:
    """Mark a string for translation where it is written down long before it is said."""
    return text


def marks(one: str, many: str) -> tuple[str, str]:
    """The same of a sentence that has a plural."""
    return one, many
