"""The officers' desk: how a survey reaches young people, and what came in too quickly."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import current_language, languages_for_young_people
from app.core.i18n import gettext as _
from app.core.languages import ENGLISH, find
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.building import standing
from surveys.building.routes.closing import end
from surveys.definition import build
from surveys.inviting import codes, days, held, kiosk, paper, posters
from surveys.inviting.finding import (
    Link,
    ages_of,
    councils_in,
    first_definition,
    links_of,
    state_of,
    surveys_for,
)
from surveys.inviting.forms import ListForm
from surveys.inviting.setting_aside import few_or_rounded
from surveys.inviting.texts import STAFF_AGES
from surveys.return_numbers import pictured
from surveys.survey_models import Survey

bp = Blueprint("survey_desk", __name__, url_prefix="/surveys/desk")
may_ask = requires(Permission.SURVEY_ASK)
PDF, CSV = "application/pdf", "text/csv; charset=utf-8"


def survey_or_404(id: int) -> Survey:
    return get_or_404(surveys_for(signed_in(), Permission.SURVEY_ASK).where(Survey.id == id))


def link_or_404(survey: Survey, council: str) -> Link:
    """The survey's way in for a council that this officer is of."""
    theirs = {one.code for one in councils_in(survey, signed_in(), Permission.SURVEY_ASK)}
    found = (one for one in links_of(survey) if one.council_code == council in theirs)
    return next(found, None) or abort(404)


def language_asked() -> str:
    """The language something is to be printed in; English unless one that is complete is named."""
    wanted = find(request.values.get("language"))
    return str(wanted if wanted in languages_for_young_people() else ENGLISH)


@bp.get("/")
@may_ask
def index():
    rows = surveys_for(signed_in(), Permission.SURVEY_ASK).order_by(
        Survey.opens_on.desc(), Survey.id
    )
    found = session.scalars(rows).all()
    return render_template("surveys/inviting/index.html", surveys=found, state_of=state_of)


@bp.get("/<int:id>")
@may_ask
def show(id):
    return _page(survey_or_404(id))


def _page(survey: Survey, status: int = 200, failed: tuple[str, ListForm] | None = None):
    councils = councils_in(survey, signed_in(), Permission.SURVEY_ASK)
    links = {one.council_code: one for one in links_of(survey)}
    ways = []
    for council in councils:
        link = links[council.code]
        address = posters.address_of(link)
        form = failed[1] if failed and failed[0] == council.code else ListForm(formdata=None)
        listed = codes.how_many_listed(survey, council.code)
        waiting = [
            (day, few_or_rounded(number)) for day, number in held.held_by_day(survey, council.code)
        ]
        again = few_or_rounded(held.sent_again(survey, council.code))
        ways.append((council, link, address, pictured(address), form, listed, waiting, again))
    page = render_template(
        "surveys/inviting/show.html",
        survey=survey,
        state=state_of(survey),
        reminding=days.reminding(survey),
        ways=ways,
        may_close=standing.may_close(survey, signed_in()),
        ages=[(code, STAFF_AGES[code]) for code in ages_of(survey)],
        offered=languages_for_young_people(),
        failed=failed[1] if failed else None,
        button_form=EmptyForm(formdata=None),
        tablet_minutes=kiosk.MINUTES,
    )
    return page, status


@bp.post("/<int:id>/close")
@may_ask
def close(id):
    """End it today, for all its councils."""
    survey = survey_or_404(id)
    then = redirect(url_for(".show", id=id), 303)
    return end(survey, EmptyForm(), lambda status: _page(survey_or_404(id), status), then)


@bp.get("/<int:id>/<council>/poster.pdf")
@may_ask
def poster(id, council):
    survey = survey_or_404(id)
    made = posters.poster(link_or_404(survey, council), first_definition(survey), language_asked())
    return file_of(made, PDF, f"survey-poster-{council}.pdf")


@bp.get("/<int:id>/<council>/<ages>/paper.pdf")
@may_ask
def on_paper(id, council, ages):
    survey = survey_or_404(id)
    link_or_404(survey, council)
    version = ages_of(survey).get(ages) or abort(404)
    made = paper.paper(build(version.definition), language_asked())
    return file_of(made, PDF, f"survey-{ages}.pdf")


@bp.post("/<int:id>/<council>/codes")
@may_ask
def make_codes(id, council):
    """A list of new codes. It is this answer and nothing else: it cannot be had again."""
    survey = survey_or_404(id)
    link, form = link_or_404(survey, council), ListForm()
    if not form.validate_on_submit():
        return _page(survey, 422, (council, form))
    made = codes.make_list(survey, council, form.number.data, signed_in())
    if form.form.data == "csv":
        answer = file_of(posters.as_csv(made), CSV, f"survey-codes-{council}.csv")
    else:
        definition = first_definition(survey)
        slips = posters.slips(link, definition, made, str(current_language()))
        answer = file_of(slips, PDF, f"survey-codes-{council}.pdf")
    session.commit()
    return answer


@bp.post("/<int:id>/<council>/held")
@may_ask
def decide(id, council):
    survey = survey_or_404(id)
    link_or_404(survey, council)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
        counts = {"count": True, "leave": False}[request.form.get("do", "")]
    except (KeyError, ValueError):
        return _page(survey, 422)
    changed = held.decide(survey, council, day, counts, signed_in())
    session.commit()
    said = _("They will be counted.") if counts else _("They are left out. They are kept.")
    flash(said if changed else _("There was nothing to change on that day."))
    return redirect(url_for(".show", id=id))


def file_of(content: bytes, kind: str, name: str):
    """An answer that is kept as a file and nowhere else."""
    return content, {
        "Content-Type": kind,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
