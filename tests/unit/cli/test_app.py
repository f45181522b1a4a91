"""The command line is its folder of files: each noun says what it is about."""

from istmo.cli import app


def test_every_noun_says_what_it_is_about() -> None:
    nouns = {name.partition("_")[0] for name in app._modules() if "_" in name}
    assert nouns == set(app.NOUNS)
