"""The report's style sheet: one text with its fonts inside, so that a page needs nothing from anywhere."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

_FONTS = (("Public Sans", "PublicSans.woff2", "100 900"), ("Source Serif 4", "SourceSerif4.woff2", "200 900"))


@cache
def sheet(*parts: str) -> str:
    """Fonts and the named parts of `publish/style`, joined."""
    folder = files("istmo.publish") / "style"
    return "\n".join(
        [*(_face(*font) for font in _FONTS), *((folder / part).read_text("utf-8") for part in parts)]
    )


def _face(family: str, file: str, weights: str) -> str:
    font = b64encode((files("istmo.publish") / "fonts" / file).read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weights};font-style:normal;font-display:swap;'
        f"src:url(data:font/woff2;base64,{font}) format('woff2')}}"
    )


def quoted(text: str) -> str:
    """Text as a CSS string: for the running heads of printed pages."""
    safe = "".join(c if c.isalnum() or c in " .,:;()·–-" else f"\\{ord(c):x} " for c in text)
    return f'"{safe}"'


def foot(told: str) -> str:
    """What stands at the foot of every printed sheet."""
    return f"@page{{@bottom-left{{content:{quoted(told)}}}}}"


def policy(style: str) -> str:
    """The only things a page of ours may do: this one style sheet, fonts inside it, nothing else."""
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"


def style_of(page: str) -> str:
    """The style sheet inside a report; empty text if it has none."""
    _, _, rest = page.partition("<style>")
    return rest.partition("</style>")[0]
