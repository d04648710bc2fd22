"""After the talk: when and how it was, the end for the child, and what is to be passed on."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.security import requires, signed_in
from app.interviews import (
    clock_words,
    conducting,
    danger,
    passing_on,
    sending_later,
    sharing,
    talk_words,
)
from app.interviews.after_forms import PassedOnForm
from app.interviews.conduct_forms import HeldForm
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.routes.tablet import facing_the_child, heard_by_me, page
from surveys.return_numbers import pictured

bp = Blueprint("after_talk", __name__, url_prefix="/interviews/<int:id>/talk")

listens = requires(*LISTENERS)


@bp.get("/held")
@listens
def held(id):
    """For the adult: when and how it was, and whether the child took part."""
    interview = heard_by_me(id)
    form = HeldForm(
        formdata=None,
        data={
            "held_at": sending_later.moment_to_confirm(interview),
            "method": interview.method,
            "place": interview.place,
            "child_took_part": _took_part(interview),
            "with_interpreter": interview.with_interpreter,
            "with_friend": interview.with_friend,
        },
    )
    return _held_page(interview, form)


def _took_part(interview: ReturnInterview) -> str | None:
    """What was said of it: on a tablet whose time is in question, or on this page."""
    asked = sending_later.in_question(interview)
    said = asked.child_took_part if asked and interview.held_at is None else None
    if said is None and interview.held_at is not None:
        said = interview.child_took_part
    return None if said is None else "yes" if said else "no"


def _held_page(interview: ReturnInterview, form: HeldForm, status: int = 200):
    doubt = sending_later.in_question(interview)
    page = render_template(
        "talk/tablet/held.html",
        interview=interview,
        form=form,
        doubt=doubt,
        off=clock_words.distance(doubt.clock_off) if doubt else "",
        moved=clock_words.move(doubt.clock_moved) if doubt else "",
    )
    return page, status


@bp.post("/held")
@listens
def mark_held(id):
    interview, form = heard_by_me(id), HeldForm()
    if not form.validate_on_submit():
        return _held_page(interview, form, 422)
    try:
        conducting.mark_held(interview, signed_in(), form.held())
    except conducting.OddTime as odd:
        form.ask_again(odd)
        return _held_page(interview, form, 422)
    except conducting.TookPart:
        form.child_took_part.errors = [_("They have agreed to their words: they took part.")]
        return _held_page(interview, form, 422)
    session.commit()
    if interview.child_took_part and interview.words is not None:
        return redirect(url_for("tablet_words.show", id=id))
    if not interview.child_took_part:
        flash(_("It is written down that this was filled in without the young person."))
        return redirect(url_for("afterwards.read_notes", id=id))
    return redirect(url_for(".done", id=id))


@bp.get("/done")
@listens
def done(id):
    """The end, for the child: something kind, and the way to their words on their own phone."""
    if heard_by_me(id).without_the_child:
        return redirect(url_for("conduct.start", id=id))
    with facing_the_child(id) as interview:
        return page("talk/tablet/done.html", interview=interview)


@bp.get("/words")
@listens
def words(id):
    """For the adult: what the child said, with whom they share it, and what is to be passed on."""
    will_write()
    return _words_page(heard_by_me(id))


def _words_page(interview: ReturnInterview, form: PassedOnForm | None = None, status: int = 200):
    found = sharing.paragraphs_for(signed_in(), interview)
    parts = passing_on.to_tell(interview, found)
    if form is None:
        form = PassedOnForm(_still_to_tell(parts), formdata=None, data={"on": today()})
    page = render_template(
        "talk/tablet/words.html",
        interview=interview,
        paragraphs=found,
        done=[one for one in parts if one.is_done],
        form=form,
        words=talk_words,
        button_form=EmptyForm(formdata=None),
    )
    session.commit()
    return page, status


def _still_to_tell(parts: list[passing_on.ToTell]) -> dict[int, str]:
    return {
        one.shared.id: talk_words.to_tell(one.shared.reader, one.paragraph.question.ask)
        for one in parts
        if not one.is_done
    }


@bp.post("/passed-on")
@listens
def pass_on(id):
    """They have told somebody who has no account what the child wants them to know."""
    interview = heard_by_me(id)
    parts = passing_on.to_tell(interview, sharing.paragraphs(interview))
    form = PassedOnForm(_still_to_tell(parts))
    if not form.validate_on_submit():
        return _words_page(interview, form, 422)
    told = [one for one in parts if one.shared.id in form.told.data]
    passing_on.pass_on(interview, told, form.on.data, signed_in())
    session.commit()
    flash(_("It is written down. The young person sees it on their page."), "good")
    return redirect(url_for(".words", id=id), 303)


@bp.post("/code")
@listens
def give_code(id):
    """A code to read it on their own phone, shown once."""
    with facing_the_child(id) as interview:
        if not EmptyForm().validate_on_submit():
            return redirect(url_for(".done", id=id))
        code = conducting.give_door_to_words(interview, signed_in())
        session.commit()
        link = public_address(f"/talk/{code}")
        return page(
            "talk/tablet/code.html", interview=interview, code=code, link=link, svg=pictured(link)
        )


@bp.post("/worry")
@listens
def worry(id):
    """Whoever listened is worried: the duty desk gets it at once, as urgent."""
    interview = heard_by_me(id)
    if EmptyForm().validate_on_submit():
        danger.worry_about(interview, signed_in())
        session.commit()
        flash(_("The duty desk has it now, as urgent."))
    return redirect(url_for(".words", id=id))
