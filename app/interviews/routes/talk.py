"""A child's own pages about a talk: the offer, their answer, what is planned, what came of it."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask import session as cookie

from app.core.clock import today
from app.core.db import session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.security import public, signed_in
from app.interviews import danger, sharing, subjects, talk_words, talking, translating
from app.interviews.keeping import asking_of
from app.interviews.models import Interviewer, ReturnInterview
from app.interviews.routes import door
from app.interviews.talk_forms import CodeForm
from app.interviews.wishes import is_shown_by_a_door
from app.people import complaints
from surveys.asking import Row

bp = Blueprint("talk", __name__, url_prefix="/talk")

PAGES = {
    talking.OFFERED: "talk/offer.html",
    talking.SAID_NO: "talk/said_no.html",
    talking.TO_TALK: "talk/to_talk.html",
    talking.TALKED: "talk/talked.html",
    talking.AGREED: "talk/agreed.html",
}


def init_app(app: Flask) -> None:
    """The duty desk can open what was raised; interpreters put into words what the child is to
    read; a child finds their talk from their first page.
    """
    subjects.register()
    translating.register()
    complaints.put_up(app, danger.named_by)
    app.add_template_global(_own, "my_talks")
    app.add_template_global(door.is_by_door, "came_by_door")


def _own() -> list[tuple[ReturnInterview, str]]:
    """Those of the young person who is signed in, each with where they are on the way."""
    account = signed_in()
    if account is None or not account.is_young_person:
        return []
    found = session.scalars(talking.own(account)).unique()
    return [(one, talking.stage_of(one)) for one in found]


@bp.get("/")
@public
def index():
    """Signed in: their own. Otherwise the code is asked for, or what it has opened is shown."""
    account = signed_in()
    if account is not None and account.is_young_person:
        return render_template("talk/list.html", interviews=_own())
    opened = door.held()
    if opened is not None:
        return redirect(url_for(".show", id=opened.id))
    lapsed = door.DOOR in cookie
    door.let_go()
    return door.code_page(CodeForm(formdata=None), lapsed=lapsed)


@bp.get("/<int:id>/")
@public
def show(id):
    """Where they are on the way, and what they can do next."""
    will_write()
    interview = door.mine(id)
    stage = talking.stage_of(interview)
    if stage == talking.OFFERED and talking.see(interview):
        session.commit()
    return _page(interview, stage)


def _page(interview: ReturnInterview, stage: str, status: int = 200):
    readable = door.opens_words(interview)
    found = sharing.paragraphs(interview) if readable and stage == talking.AGREED else []
    page = render_template(
        PAGES[stage],
        interview=interview,
        listener=_listener(interview),
        wishes=_wishes(interview),
        readable=readable,
        paragraphs=found,
        read_by=sharing.read_by(interview) if readable else [],
        beside=translating.beside(interview),
        words=talk_words,
        button_form=EmptyForm(formdata=None),
        today=today(),
    )
    return page, status


def _wishes(interview: ReturnInterview) -> list[tuple[Row, bool]]:
    """What they would like, and whether the answer may be shown on this phone."""
    if interview.wishes is None:
        return []
    asking, by_door = asking_of(interview.wishes), door.is_by_door()
    return [
        (row, not by_door or is_shown_by_a_door(asking.definition.question(row.key)))
        for row in asking.rows()
    ]


def _listener(interview: ReturnInterview) -> Interviewer | None:
    return session.get(Interviewer, interview.interviewer_id) if interview.interviewer_id else None


@bp.post("/<int:id>/answer")
@public
def answer(id):
    """Yes, no, or not now; a no needs no reason, and anything can be said instead later."""
    interview = door.mine(id)
    said = request.form.get("answer", "")
    if not EmptyForm().validate_on_submit() or said not in talking.REPLIES:
        return _page(interview, talking.stage_of(interview), 422)
    try:
        talking.reply(interview, said)
    except talking.AlreadyTalked:
        session.rollback()
        return redirect(url_for(".show", id=id))
    session.commit()
    if said == talking.YES:
        return redirect(url_for("talk_wishes.start", id=id))
    if said == talking.NOT_NOW:
        flash(_("That is fine. Somebody asks you again soon. You can also come back here."))
        # By a code there is no other way back to it.
        back = url_for(".show", id=id) if door.is_by_door() else url_for("home.index")
        return redirect(back)
    return redirect(url_for(".show", id=id))


@bp.post("/<int:id>/leave-in-peace")
@public
def leave_in_peace(id):
    interview = door.mine(id)
    if EmptyForm().validate_on_submit():
        talking.leave_in_peace(interview)
        session.commit()
        flash(_("We will not ask you about this time again. You can still say yes if you want to."))
    return redirect(url_for(".show", id=id))


@bp.post("/<int:id>/helped")
@public
def say_whether_it_helped(id):
    interview = door.mine(id)
    if not door.opens_words(interview):
        return redirect(url_for(".show", id=id))
    helped = request.form.get("helped", "")
    if EmptyForm().validate_on_submit() and helped in talk_words.HELPED:
        talking.say_whether_it_helped(interview, helped)
        session.commit()
        flash(_("Thank you for telling us."))
    return redirect(url_for(".show", id=id))
