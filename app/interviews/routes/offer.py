"""The offer: how a child gets to know of it, every try that was made, and when to ask again."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from markupsafe import Markup

from app.core.addresses import public_address
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import doors, flags, offering, texts
from app.interviews.models import Attempt, ReturnInterview
from app.interviews.offer_forms import AskAgainForm, AttemptForm
from app.interviews.reaching import reaches_the_child
from app.interviews.routes.finding import visible
from surveys.return_numbers import pictured

bp = Blueprint("interview_offer", __name__, url_prefix="/interviews/<int:id>/offer")

may_offer = requires(Permission.EPISODES, Permission.INTERVIEW)
DOOR = "/talk/"
"""Where a child opens the offer with a code."""


@bp.get("")
@may_offer
def show(id):
    return _page(visible(id))


@bp.post("")
@may_offer
def record(id):
    """One try, and what came of it."""
    interview = visible(id)
    form = AttemptForm(interview.episode.returned_at)
    if not form.validate_on_submit():
        return _page(interview, form, status=422)
    outcome = form.outcome.data
    try:
        attempt = offering.record_attempt(
            interview,
            form.how.data,
            outcome,
            signed_in(),
            (form.note.data or "").strip(),
            at=form.moment(),
        )
    except offering.AlreadyTalked:
        session.rollback()
        form.outcome.errors = [_("Somebody has talked with them already.")]
        return _page(visible(id), form, status=409)
    session.commit()
    flash(_what_it_is(interview, attempt), "good")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/code")
@may_offer
def give_code(id):
    """The code is shown on this page and never again: only its hash is kept."""
    interview = visible(id)
    try:
        code = doors.give_door(interview, signed_in())
    except offering.AlreadyTalked:
        session.rollback()
        flash(_("Somebody has talked with them already."), "careful")
        return redirect(url_for(".show", id=id), 303)
    session.commit()
    address = public_address(f"{DOOR}{code}")
    link = f"{address}?lang={interview.language}"
    return render_template(
        "interviews/code.html",
        interview=interview,
        code=code,
        link=link,
        door=public_address(DOOR),
        svg=Markup(pictured(link)),
        days=doors.DOOR_LASTS.days,
    )


@bp.post("/ask-again")
@may_offer
def ask_again(id):
    interview, form = visible(id), AskAgainForm()
    if not form.validate_on_submit():
        return _page(interview, ask_form=form, status=422)
    offering.ask_again(interview, form.day.data, signed_in())
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for(".show", id=id), 303)


def _what_it_is(interview: ReturnInterview, attempt: Attempt) -> str:
    if attempt.outcome == "declined" and interview.ask_again_on:
        return _said_no(interview)
    if reaches_the_child(attempt.how, attempt.outcome):
        return _("It is written down.")
    return _(
        "It is written down as a try. It is no offer yet: nobody can tell that it reached them."
    )


def _said_no(interview: ReturnInterview) -> str:
    day = day_in_text(interview.ask_again_on)
    return _("That is fine: a no needs no reason. Somebody asks again on %(day)s.", day=day)


def _page(
    interview: ReturnInterview,
    form: AttemptForm | None = None,
    ask_form: AskAgainForm | None = None,
    status: int = 200,
) -> Response:
    if ask_form is None:
        ask_form = AskAgainForm(formdata=None, data={"day": interview.ask_again_on or today()})
    page = render_template(
        "interviews/offer.html",
        interview=interview,
        episode=interview.episode,
        form=form or AttemptForm(interview.episode.returned_at, formdata=None),
        ask_form=ask_form,
        code_form=EmptyForm(formdata=None),
        important=[flags.IMPORTANT[why] for why in flags.why_important(interview.episode)],
        texts=texts,
    )
    return make_response(page, status)
