"""Certificates and letters as PDF: in English and the nominee's own language, in their own script.

A sign that no font of ours has is never left out of a child's name: that certificate is not made,
and whose it is is said, while all the others come.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import typst

from app.awards.models import AwardRound, Category, Nominee
from app.awards.nominees import shown_name
from app.core.calendars import day_in_text
from app.core.i18n import _, speaking
from app.core.in_line import direction_of, isolated
from app.core.languages import ENGLISH, find
from app.core.typesetting import MissingSigns, fonts, language_of_name, naming_missing_signs

__all__ = ["MissingSigns", "direction_of", "press", "words_for"]

TEMPLATE = Path(__file__).with_name("certificate.typ")
SIGNATURE = "signature.png"
ACCESSIBLE = ["ua-1"]
"""What every file keeps to, the one for the printer as well: somebody may open that too."""


class Press:
    """Makes PDFs for one round; opened with `press`."""

    def __init__(self, folder: Path, row: AwardRound, site: str, made_at: int) -> None:
        self.made_at = made_at
        self.about = {
            "title": row.title,
            "site": site,
            "signatory": row.signatory,
            "signatory_title": row.signatory_title,
            "signature": SIGNATURE if row.signature else "",
        }
        self.compiler = typst.Compiler(
            copy(TEMPLATE, folder / TEMPLATE.name), root=folder, font_paths=fonts()
        )

    def make(self, person: Mapping) -> bytes:
        """One person's certificate and letter. Raises MissingSigns."""
        return self.make_print_file([person])

    def make_print_file(self, people: Sequence[Mapping]) -> bytes:
        """All of these, one after the other, in one tagged document: 400 of them are set in half a
        second and 160 MB. Raises MissingSigns.
        """
        data = json.dumps({**self.about, "people": people})
        with naming_missing_signs():
            return self.compiler.compile(
                format="pdf",
                pdf_standards=ACCESSIBLE,
                sys_inputs={"print": data},
                timestamp=self.made_at,
            )


@contextmanager
def press(row: AwardRound, site: str, made_at: int) -> Iterator[Press]:
    """A press with the round's signature on it. `made_at` is in seconds since 1970."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        if row.signature:
            (folder / SIGNATURE).write_bytes(row.signature)
        yield Press(folder, row, site, made_at)


def words_for(nominee: Nominee, language: str, awards: Sequence[tuple[Category, str]], day) -> dict:
    """All that is printed for one person; `awards` are the categories with what came of each."""
    name = shown_name(nominee)
    codes = dict.fromkeys((str(ENGLISH), language))
    return {
        "name": name,
        "name_lang": language_of_name(name),
        "name_direction": direction_of(name),
        "languages": [_words_in(code, nominee, name, awards, day) for code in codes],
    }


def _words_in(code: str, nominee: Nominee, name: str, awards, day) -> dict:
    language = find(code) or ENGLISH
    with speaking(code):
        return {
            "lang": language.html.partition("-")[0],
            "direction": language.direction,
            # NOTE: The head of a certificate that is hung on a wall.
            "title": _("Certificate"),
            # NOTE: On a certificate, above the name of the young person.
            "to": _("This is for"),
            "reasons": _reasons(awards),
            "round": nominee.round.title,
            "signature_of": _("Signature"),
            "letter_title": _("Dear %(name)s,", name=isolated(name)),
            "day": day_in_text(day),
            "letter": _letter(),
        }


def _reasons(awards: Sequence[tuple[Category, str]]) -> list[str]:
    said = {
        # NOTE: On a certificate. The award's name follows, such as Super Skills.
        "winner": lambda title: _("Winner: %(award)s", award=title),
        "commended": lambda title: _("Highly commended: %(award)s", award=title),
        "recognised": lambda title: _("Nominated for: %(award)s", award=title),
    }
    lines = [said[place](_(category.title)) for category, place in awards]
    return lines or [_("For something good that somebody saw")]


def _letter() -> list[str]:
    # NOTE: A letter to a child from the head of the trust. Warm, short, for a nine-year-old.
    return [
        _("Somebody saw what you did and told us about it. That is why you get this letter."),
        _("What you did matters. We are proud of you, and we hope that you are too."),
        _("Nobody is told your name unless you say so. You can change your mind up to the day."),
        _("Well done, and thank you."),
    ]
