"""What inspectors need once their survey is open: the link, the poster, and how it is going."""

from dataclasses import dataclass

from flask import Blueprint, abort
from markupsafe import Markup

from app.core.counting import EVERYONE
from app.core.i18n import languages_for_young_people
from app.core.permissions import Permission
from app.core.security import signed_in
from surveys.building.routes.desk import may_build, survey_or_404
from surveys.inviting import posters
from surveys.inviting.finding import Link, councils_in, first_definition, links_of, state_of
from surveys.inviting.routes.desk import PDF, file_of, language_asked
from surveys.results.figures import figures
from surveys.return_numbers import pictured
from surveys.survey_models import Survey

bp = Blueprint("survey_sharing", __name__, url_prefix="/surveys/build")
ANSWERED = ("open", "closed")


@dataclass(frozen=True)
class Way:
    """How a survey reaches young people of one council, and how many have answered there."""

    council: str
    code: str
    link: Link
    address: str
    square: Markup
    answers: int | None
    """A multiple of five; None for too few to be shown, and while they are counted."""


def sharing(survey: Survey) -> dict:
    """What a page says of it. No ways of a survey that nobody can answer yet."""
    return {
        "ways": _ways(survey),
        "is_open": state_of(survey) == "open",
        "poster_languages": languages_for_young_people(),
    }


def _ways(survey: Survey) -> list[Way]:
    """One for each of their councils."""
    if survey.stage not in ANSWERED:
        return []
    links = {one.council_code: one for one in links_of(survey)}
    councils = councils_in(survey, signed_in(), Permission.SURVEY_BUILD)
    return [_way(survey, one.name, links[one.code]) for one in councils]


def _way(survey: Survey, council: str, link: Link) -> Way:
    address = posters.address_of(link)
    found = figures(survey, link.council_code)
    answers = found.cell(f"responses/{EVERYONE}") if found else None
    return Way(council, link.council_code, link, address, pictured(address), answers)


@bp.get("/<int:id>/<council>/poster.pdf")
@may_build
def poster(id, council):
    """To be printed and hung up, in the language that is asked for."""
    survey = survey_or_404(id)
    councils = councils_in(survey, signed_in(), Permission.SURVEY_BUILD)
    theirs = {one.code for one in councils}
    links = [one for one in links_of(survey) if one.council_code == council in theirs]
    if not links or state_of(survey) != "open":
        abort(404)
    made = posters.poster(links[0], first_definition(survey), language_asked())
    return file_of(made, PDF, f"survey-poster-{council}.pdf")
