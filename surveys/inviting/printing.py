"""What is printed for a survey: PDF in every script we have, tagged for screen readers (PDF/UA-1).

A sign that no font of ours has, a drawn face in a title, is left out; the words stay. Where nothing
else would stay, it is named instead.
"""

import json
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import typst

from app.core.clock import now
from app.core.languages import ENGLISH, find
from app.core.typesetting import MissingSigns, fonts, naming_missing_signs

FOLDER = Path(__file__).parent


def make_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The template (`poster`, `slips`, `paper`) with this in it."""
    compiler = typst.Compiler(FOLDER / f"{template}.typ", root=FOLDER, font_paths=fonts())
    made_at = int(now().timestamp())
    told: Any = data
    while True:
        try:
            with naming_missing_signs():
                return compiler.compile(
                    format="pdf",
                    sys_inputs={"print": json.dumps(told)},
                    timestamp=made_at,
                    pdf_standards=["ua-1"],
                )
        except MissingSigns as missing:
            told = without(told, missing.signs)


def without(told: Any, signs: Collection[str]) -> Any:
    """The same without these signs in any of its words."""
    if isinstance(told, str):
        rest = "".join(sign for sign in told if sign not in signs)
        return rest if rest.strip() or not told.strip() else _named(told)
    if isinstance(told, Mapping):
        return {key: without(value, signs) for key, value in told.items()}
    return [without(one, signs) for one in told] if isinstance(told, list) else told


def _named(signs: str) -> str:
    """Drawn signs by their names, as 🍕 is “slice of pizza”; others by a dash."""
    drawn = [one for one in signs if unicodedata.category(one) == "So"]
    names = dict.fromkeys(unicodedata.name(one, "").lower() for one in drawn)
    return ", ".join(filter(None, names)) or "–"


def of_language(code: str) -> dict[str, str]:
    """What the templates know of a language."""
    language = find(code) or ENGLISH
    return {"lang": language.html.partition("-")[0], "direction": language.direction}


def in_own_language(words: Any) -> dict[str, Any]:
    """Words for a template, with whether they stayed English on another language's page."""
    return {"text": str(words), "english": getattr(words, "is_english", False)}
