"""What every PDF is made with: our fonts, and what each sign of a name needs to be set rightly."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import typst

from app.core.missing_signs import missing_signs

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"


class MissingSigns(Exception):
    """No font of ours has these `signs`."""

    def __init__(self, signs: Iterable[str]) -> None:
        self.signs = frozenset(signs)
        super().__init__(" ".join(f"U+{ord(sign):04X}" for sign in sorted(signs)))


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Ours and no others, so that every machine makes the same PDF."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@contextmanager
def naming_missing_signs() -> Iterator[None]:
    """Inside this, typst's refusal of a sign that no font has is raised as MissingSigns."""
    try:
        yield
    except typst.TypstError as error:
        missing = missing_signs(error.diagnostic)
        if not missing:
            raise
        raise MissingSigns(missing) from error


def language_of_name(name: str) -> str:
    """The language code under which the right letters are shaped."""
    first = next((sign for sign in name if sign.isalpha()), "a")
    kind = unicodedata.name(first, "").partition(" ")[0]
    return {"ARABIC": "ar", "ETHIOPIC": "ti"}.get(kind, "en")
