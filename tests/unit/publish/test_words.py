"""Every word of the report can be translated."""

import re
from importlib.resources import files

import pytest

from istmo.kernel.problem import WrongUse
from istmo.publish.layout import environment
from istmo.publish.words import Words

TEMPLATES = sorted(
    (path for path in (files("istmo.publish") / "templates").rglob("*.j2")),  # type: ignore[attr-defined]
    key=str,
)
#: Names of things that no language changes.
NAMES = {"istmo", "SHA-256", "istmo release verify", "sha256", "utf-8"}
#: Attributes that a reader hears or sees.
SPOKEN = re.compile(r'(?:aria-label|title|alt)="([^"{]*[A-Za-z][^"{]*)"')


def unmarked(source: str) -> list[str]:
    """Words of a template that stand outside of every translation."""
    text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", source, flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    spoken = SPOKEN.findall(text)
    text = re.sub(r"<[^>]*>", "\n", text)
    return [word.strip() for word in [*text.splitlines(), *spoken] if re.search("[A-Za-z]", word)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_word_outside_of_a_translation(template) -> None:
    assert [word for word in unmarked(template.read_text("utf-8")) if word not in NAMES] == []


def test_unmarked_finds_what_was_forgotten() -> None:
    assert unmarked('<p title="Bad">Forgotten {{ _("kept") }}</p>') == ["Forgotten", "Bad"]


def test_templates_give_their_strings_to_translators() -> None:
    env = environment(Words())
    told = {
        message
        for template in TEMPLATES
        for _, _, message in env.extract_translations(template.read_text("utf-8"))  # type: ignore[attr-defined]
    }
    assert "no target stated" in told
    assert ("%(num)s result", "%(num)s results") in {
        message[:2] for message in told if isinstance(message, tuple)
    }
    assert len(told) > 100


def test_words_count_in_the_plural_of_the_language() -> None:
    words = Words()
    assert words.count("%(n)s row", "%(n)s rows", 1) == "1 row"
    assert words.count("%(n)s row", "%(n)s rows", 1234) == "1,234 rows"
    assert (words.thousands, words.point) == (",", ".")


def test_words_refuses_a_language_without_catalogue() -> None:
    with pytest.raises(WrongUse, match="--lang en"):
        Words("es-XX")
