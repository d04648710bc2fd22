"""The ways to a survey: what is open for whoever is here, and a one-time code."""

from flask import Blueprint, Flask, redirect, render_template, url_for
from flask import session as cookie

from app.core.db import only_reads_at_first
from app.core.i18n import current_language
from app.core.security import public, signed_in
from app.core.spoken import Spoken
from app.core.throttle import too_often
from app.people.teams import record_of
from surveys.inviting import codes, once
from surveys.inviting.finding import Link, open_links
from surveys.inviting.forms import CodeForm
from surveys.inviting.routes.answering import OPENED, hold_code
from surveys.inviting.texts import TRY_LATER, WRONG_CODE
from surveys.survey_words import titles

bp = Blueprint("survey_doors", __name__, url_prefix="/surveys")
TRIES = 240
"""A minute, wrong codes that are typed in by everybody together. A right one always opens."""


def init_app(app: Flask) -> None:
    """The first page says which surveys wait for whoever is here."""
    app.context_processor(lambda: {"surveys_waiting": surveys_waiting})


def titles_of(links: list[Link]) -> dict[int, Spoken]:
    """What their surveys are called in the language of the page, by the survey's id."""
    return titles([link.survey for link in links], current_language())


def surveys_waiting() -> list[tuple[Link, Spoken]]:
    """The surveys open to the young person who is signed in that they have not answered, and what
    these are called.
    """
    account = signed_in()
    person = record_of(account) if account is not None and account.is_young_person else None
    links = open_links(council_code=person.council_code) if person else []
    done = once.answered_among([link.survey.id for link in links], account) if links else set()
    waiting = [link for link in links if link.survey.id not in done]
    named = titles_of(waiting)
    return [(link, named[link.survey.id]) for link in waiting]


@bp.get("/")
@public
def index():
    """What can be answered here today."""
    return _index(CodeForm(formdata=None))


def _index(form: CodeForm, status: int = 200):
    account = signed_in()
    person = record_of(account) if account is not None and account.is_young_person else None
    council = person.council_code if person else None
    links = open_links(council_code=council, codes=cookie.get(OPENED, []))
    ids = [link.survey.id for link in links]
    done = once.answered_among(ids, account) if person else set()
    page = render_template(
        "surveys/answering/index.html",
        links=links,
        titles=titles_of(links),
        done=done,
        form=form,
        account=account,
    )
    return page, status


@bp.get("/code")
@public
def code():
    """What was typed in wrongly is opened again: the page to type it in."""
    return redirect(url_for(".index"))


@bp.post("/code")
@public
def enter_code():
    """A one-time code opens its survey, and is used up when the answers are sent. One that was used
    opens it too: trying a code tells nobody whether somebody has answered with it.
    """
    only_reads_at_first()
    form = CodeForm()
    hashed = codes.hash_of(form.code.data or "")
    found = codes.way_in(hashed) if hashed else None
    if found is None or not form.validate():
        many = too_often("survey-code", "everyone", TRIES, 60)
        form.code.errors = [TRY_LATER if many else WRONG_CODE]
        return _index(form, 429 if many else 422)
    survey_id, link_code = found
    hold_code(survey_id, hashed)
    return redirect(url_for("survey_answers.before", link=link_code))
