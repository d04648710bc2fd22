"""Those who listen: what waits for them, taking it on, handing it back, and what was agreed."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from sqlalchemy import select

from app.accounts.models import Council
from app.core.db import get_or_404, session
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import listening, texts
from app.interviews.conflicts import (
    REASONS,
    Conflict,
    NotDeclared,
    NotIndependent,
    TakenOn,
    take_on,
    ties_of,
    why_not,
)
from app.interviews.listening_forms import DeclarationForm, TakeOnForm
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.routes.finding import visible
from app.people.texts import HOME_TYPES

bp = Blueprint("listening", __name__, url_prefix="/interviews")

may_listen = requires(*LISTENERS)


@bp.get("/listening")
@may_listen
def index():
    """What I hold, and what nobody holds yet: of that no name, until somebody takes it on."""
    account = signed_in()
    return render_template(
        "interviews/listening.html",
        mine=session.scalars(listening.held_by(account)).all(),
        waiting=session.scalars(listening.without_a_listener(account)).all(),
        any_child=account.may(Permission.INTERVIEW),
        declared=listening.declaration_of(account),
        councils={one.code: one for one in session.scalars(select(Council))},
        texts=texts,
    )


@bp.get("/listening/me")
@may_listen
def declaration():
    declared = listening.declaration_of(signed_in())
    form = DeclarationForm(formdata=None, obj=declared)
    return render_template("interviews/declaration.html", form=form)


@bp.post("/listening/me")
@may_listen
def declare():
    form = DeclarationForm()
    if not form.validate_on_submit():
        return render_template("interviews/declaration.html", form=form), 422
    employer = " ".join(form.employer.data.split())
    listening.declare(signed_in(), employer, form.provider_type.data)
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for(".index"), 303)


@bp.get("/<int:id>/take-on")
@may_listen
def show(id):
    return _take_on_page(_to_take_on(id), TakeOnForm(formdata=None))


@bp.post("/<int:id>/take-on")
@may_listen
def take(id):
    interview, form = _to_take_on(id), TakeOnForm()
    if not form.validate_on_submit():
        return _take_on_page(interview, form, 422)
    try:
        take_on(interview, signed_in(), *form.declared)
    except NotDeclared:
        return _take_on_page(interview, form, 422)
    except Conflict as conflict:
        return _take_on_page(interview, form, 422, conflict.reasons)
    except NotIndependent:
        form.say_they_have_a_part()
        return _take_on_page(interview, form, 422)
    except TakenOn:
        session.rollback()
        return _was_slower(session.get(ReturnInterview, id))
    session.commit()
    flash(_("It is yours. Thank you."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


@bp.post("/<int:id>/give-back")
@may_listen
def give_back(id):
    interview = visible(id)
    if interview.interviewer_id != signed_in().id:
        abort(404)
    try:
        listening.give_back(interview, signed_in())
    except listening.AlreadyHeld:
        flash(_("You have talked with them: it stays yours."), "careful")
        return redirect(url_for("interviews.show", id=id), 303)
    session.commit()
    flash(_("It waits for somebody else now."), "good")
    return redirect(url_for(".index"), 303)


def _to_take_on(id: int) -> ReturnInterview:
    """One this account may take on; it is shown without a name. Whoever comes too late is told."""
    account = signed_in()
    interview = get_or_404(listening.in_reach(account).where(ReturnInterview.id == id))
    if interview.child_took_part or interview.interviewer_id not in (None, account.id):
        abort(_was_slower(interview))
    return interview


def _was_slower(interview: ReturnInterview | None) -> Response:
    """Why it is not free: somebody talked with them, has taken it on, or was asked."""
    if interview is not None and interview.child_took_part:
        flash(_("Somebody has talked with them already."), "careful")
    elif interview is not None and interview.declared_at is None and interview.interviewer_id:
        flash(_("A colleague is asked to listen, and has not said yes yet."), "careful")
    else:
        flash(_("A colleague was quicker, and has taken it on."), "careful")
    return redirect(url_for(".index"), 303)


def _take_on_page(
    interview: ReturnInterview,
    form: TakeOnForm,
    status: int = 200,
    reasons: list[str] | None = None,
) -> Response:
    ties = ties_of(interview)
    reasons = why_not(signed_in(), interview, ties) if reasons is None else reasons
    page = render_template(
        "interviews/take_on.html",
        interview=interview,
        episode=interview.episode,
        council=session.get(Council, interview.episode.council_code),
        form=form,
        declared=listening.declaration_of(signed_in()),
        chosen=signed_in().id in ties.chosen,
        reasons=[REASONS[reason] for reason in reasons],
        texts=texts,
        home_types=HOME_TYPES,
    )
    return make_response(page, status)
