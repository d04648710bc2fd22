"""A poster with a square to scan, and slips with one-time codes."""

import csv
import io
from collections.abc import Sequence

import segno
from flask import current_app

from app.core.addresses import public_address
from app.core.calendars import day_in_text
from app.core.i18n import _, speaking
from surveys.definition import Definition
from surveys.inviting.finding import Link
from surveys.inviting.printing import in_own_language, make_pdf, of_language
from surveys.survey_words import spoken


def address_of(link: Link) -> str:
    """The open link, in full."""
    return public_address(f"/surveys/{link.code}/")


def poster(link: Link, definition: Definition, language: str) -> bytes:
    """The poster as PDF, in this language as far as the survey's words are translated."""
    said = spoken(definition, language)
    with speaking(language):
        words = {
            "title": str(said.title),
            "head": in_own_language(said.title),
            "intro": in_own_language(said.intro),
            "site": current_app.config["SITE_NAME"],
            "asked_by": _("Young Inspectors are asking you"),
            "code": _square(address_of(link)),
            "code_says": _("A square code that leads to the survey"),
            "scan": _("Scan the square with a phone, or type in:"),
            "address": address_of(link).partition("://")[2],
            "until": _until(link),
            "nameless": _("Nobody knows who you are. You can skip any question."),
        }
    return make_pdf("poster", words | of_language(language))


def slips(link: Link, definition: Definition, codes: Sequence[str], language: str) -> bytes:
    """The codes as slips to cut out."""
    said = spoken(definition, language)
    with speaking(language):
        words = {
            "title": str(said.title),
            "short": str(said.title)[:60],
            "site": current_app.config["SITE_NAME"],
            "how": _("Cut these out and hand them on, folded. Nobody writes down who gets which."),
            "way": _("Your code. Go to this page and type it in:"),
            "address": public_address("/surveys/").partition("://")[2],
            "until": _until(link),
            "codes": list(codes),
        }
    return make_pdf("slips", words | of_language(language))


def as_csv(codes: Sequence[str]) -> bytes:
    """The codes as a table with one column, UTF-8 with a mark at its start. No code begins like a
    formula: they are made of letters and digits.
    """
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["code"], *([code] for code in codes)])
    return written.getvalue().encode("utf-8-sig")


def _until(link: Link) -> str:
    day = link.survey.closes_on
    return _("You can answer until %(day)s.", day=day_in_text(day)) if day else ""


def _square(address: str) -> str:
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="svg", scale=6, border=2)
    return written.getvalue().decode()
