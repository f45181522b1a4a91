"""The report's own words: gettext catalogues, plural forms and how a language writes numbers.

English needs no catalogue: its strings are the message ids. Another language is a folder
`publish/locale/<lang>/LC_MESSAGES/report.mo`, with nothing else to edit.
"""

from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from istmo.kernel.problem import WrongUse


class Words:
    """One language: `say` a sentence with named gaps, `count` one that has a plural."""

    def __init__(self, lang: str = "en") -> None:
        """Open the catalogue of `lang`; WrongUse if there is none."""
        self.lang = lang
        self.translations = _catalogue(lang)
        marks = self.say("1,234.5")  # translators write this number as their language does
        self.thousands, self.point = marks[1], marks[-2]

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


def _catalogue(lang: str) -> NullTranslations:
    if lang == "en":
        return NullTranslations()
    found = files("istmo.publish") / "locale" / lang / "LC_MESSAGES" / "report.mo"
    if not found.is_file():
        raise WrongUse(f"The report cannot be written in “{lang}” yet. Use --lang en.")
    with found.open("rb") as catalogue:
        return GNUTranslations(catalogue)


def mark(text: str) -> str:
    """Mark a string for translation where it is written down long before it is said."""
    return text
