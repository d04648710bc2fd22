"""After the talk, or the no: the professional's notes, who was told, and the form completed."""

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

from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import afterwards, notes, texts
from app.interviews.after_forms import NotesForm, ToldForm
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.routes.finding import seen_to, visible

bp = Blueprint("afterwards", __name__, url_prefix="/interviews/<int:id>")

may_see_to = requires(*LISTENERS, Permission.EPISODES_MANAGE)

MENDED_AT = {
    "talk": "interview_offer.show",
    "attempts": "interview_offer.show",
    "carers_view": ".read_notes",
    "reviewing_officer": ".told",
}
"""Where what is missing from a form can be written down."""


@bp.get("/notes")
@may_see_to
def read_notes(id):
    interview = _with_notes(id)
    stood, seen = notes.written(interview), notes.mark_of(interview)
    form = NotesForm(stood, formdata=None, data={**stood, "seen": seen})
    _leave_footprint(interview)
    return _notes_page(interview, form)


@bp.post("/notes")
@may_see_to
def keep_notes(id):
    interview = _with_notes(id)
    stood = notes.written(interview)
    form = NotesForm(stood)
    if not form.validate_on_submit():
        return _notes_page(interview, form, 422)
    try:
        notes.write_notes(interview, form.words, signed_in(), form.seen.data or "")
    except notes.Changed:
        form.seen.data = notes.mark_of(interview)
        return _notes_page(interview, form, 409, now=notes.written(interview))
    notes.judge_risk(interview, form.risk.data or notes.NO_RISK, signed_in())
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


@bp.get("/told")
@may_see_to
def told(id):
    return _told_page(seen_to(id), ToldForm(formdata=None, data={"on": today()}))


@bp.post("/told")
@may_see_to
def tell(id):
    interview, form = seen_to(id), ToldForm()
    if not form.validate_on_submit():
        return _told_page(interview, form, 422)
    words = (form.what.data or "").strip()
    afterwards.tell(interview, form.who.data, form.on.data, words, signed_in())
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


@bp.get("/complete")
@may_see_to
def completing(id):
    return _complete_page(seen_to(id))


@bp.post("/complete")
@may_see_to
def complete(id):
    interview = seen_to(id)
    try:
        afterwards.complete_form(interview, signed_in())
    except afterwards.NotReady:
        return _complete_page(interview, 422)
    except afterwards.AlreadyDone:
        flash(_("A colleague has completed it already."), "careful")
        return redirect(url_for("interviews.show", id=id), 303)
    session.commit()
    flash(_("The form is complete."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


def _with_notes(id: int) -> ReturnInterview:
    """One whose notes this account may read; those of any other are not found."""
    interview = visible(id)
    return interview if afterwards.reads_notes(signed_in(), interview) else abort(404)


def _leave_footprint(interview: ReturnInterview) -> None:
    """That somebody read what a colleague wrote about a child is on the trail."""
    account = signed_in()
    if any(note.by_id != account.id for note in interview.notes):
        audit.record("interview_notes_read", afterwards.SUBJECT, interview.id, account)
        session.commit()


def _notes_page(
    interview: ReturnInterview, form: NotesForm, status: int = 200, now: dict | None = None
) -> Response:
    page = render_template(
        "interviews/notes.html",
        interview=interview,
        form=form,
        now={section: words for section, words in (now or {}).items() if words},
        notes={note.section: note for note in interview.notes},
        texts=texts,
    )
    return make_response(page, status)


def _told_page(interview: ReturnInterview, form: ToldForm, status: int = 200) -> Response:
    page = render_template("interviews/told.html", interview=interview, form=form)
    return make_response(page, status)


def _complete_page(interview: ReturnInterview, status: int = 200) -> Response:
    missing = afterwards.what_is_missing(interview)
    page = render_template(
        "interviews/complete.html",
        interview=interview,
        missing=[
            (afterwards.MISSING[what], url_for(MENDED_AT[what], id=interview.id))
            for what in missing
        ],
        form=EmptyForm(formdata=None),
    )
    return make_response(page, status)
