"""The way in for a child without an account, by a code or a link; and telling the duty team."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.accounts import kept, sessions
from app.core.clock import now
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.security import public
from app.interviews import danger, doors
from app.interviews.models import ReturnInterview
from app.interviews.routes import door
from app.interviews.talk_forms import CodeForm
from app.people.join_codes import grouped, plain
from app.safeguarding import duty_door
from app.safeguarding.helplines import first_lines

bp = Blueprint("talk_door", __name__, url_prefix="/talk")


@bp.get("/<code>")
@public
def ask_with(code):
    """From the link or the picture code. Nothing is tried until the button is pressed."""
    typed = grouped(plain(code)) or code[:40]
    return door.code_page(CodeForm(formdata=None, data={"code": typed}))


@bp.post("/")
@public
def open_door():
    form = CodeForm()
    if not form.validate_on_submit():
        return door.code_page(form, 422)
    if doors.tried_too_often(form.code.data):
        return door.code_page(form, 429, slowed=True)
    try:
        interview = doors.open_door(form.code.data)
    except (doors.WrongDoor, doors.LapsedDoor):
        form.say_it_opens_nothing()
        return door.code_page(form, 422)
    door.hold(interview)
    along = kept.brought_along()
    if along is not None:
        return render_template("talk/go_on.html", kept=along)
    return redirect(url_for("talk.show", id=interview.id), 303)


@bp.post("/let-go")
@public
def let_go():
    if EmptyForm().validate_on_submit():
        door.let_go()
        flash(_("Closed. Nobody can open it from this phone without the code."))
    return redirect(url_for("talk.index"))


@bp.get("/<int:id>/not-safe")
@public
def not_safe(id):
    """Whom to call, and one tap that tells the duty team who this is."""
    facts = not_safe_facts(door.mine(id), url_for(".tell_duty", id=id), url_for("talk.show", id=id))
    return render_template("talk/not_safe.html", layout="layouts/young.html", **facts)


@bp.post("/<int:id>/not-safe")
@public
def tell_duty(id):
    interview = door.mine(id)
    if EmptyForm().validate_on_submit():
        danger.not_safe(interview)
        session.commit()
        if not door.opens_words(interview):
            flash(_("The duty team has it now, marked as urgent."))
    return redirect(url_for(".not_safe", id=id))


def not_safe_facts(interview: ReturnInterview, address: str, back: str) -> dict[str, object]:
    """What the page says, for a child on their own and on the tablet of whoever listens. That the
    desk has been told is for nobody who came by a code that others may have.
    """
    there = duty_door.door()
    return {
        "interview": interview,
        "address": address,
        "back": back,
        "told": door.opens_words(interview) and danger.is_urgent(interview),
        "lines": first_lines(now()),
        "promise": there.promise if there else None,
        "button_form": EmptyForm(formdata=None),
    }


sessions.kept_when_signing_in.append(door.DOOR)
