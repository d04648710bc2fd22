"""Talking with a child: one question a page on a tablet, and when and how it was."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.addresses import public_address
from app.core.db import session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import conducting, danger, sending_later, sharing, talk_words, wishes
from app.interviews.beside import AskingBeside
from app.interviews.conduct_forms import HeldForm, LanguageForm
from app.interviews.keeping import keep
from app.interviews.models import ReturnInterview
from app.interviews.routes.tablet import (
    facing_the_child,
    heard_by_me,
    page,
    reading_with_the_child,
)
from app.interviews.routes.talk_door import not_safe_facts
from surveys.definition import Given, Question
from surveys.return_numbers import pictured
from surveys.services import AlreadySent

bp = Blueprint("conduct", __name__, url_prefix="/interviews/<int:id>/talk")

listens = requires(Permission.INTERVIEW)


@bp.get("/")
@listens
def start(id):
    """What the child would like, and the way into the questions."""
    will_write()
    return _start_page(heard_by_me(id))


def _start_page(interview: ReturnInterview, form: LanguageForm | None = None, status: int = 200):
    if form is None:
        form = LanguageForm(interview.language, formdata=None)
    page = render_template(
        "talk/tablet/start.html",
        interview=interview,
        young_person=interview.episode.young_person,
        wishes=wishes.wishes_for(signed_in(), interview),
        form=form,
        button_form=EmptyForm(formdata=None),
    )
    session.commit()
    return page, status


@bp.post("/")
@listens
def begin(id):
    interview = heard_by_me(id)
    form = LanguageForm(interview.language)
    if not form.validate_on_submit():
        return _start_page(interview, form, 422)
    conducting.begin(interview, signed_in(), form.language.data)
    session.commit()
    if request.form.get("do") == "all":
        return redirect(url_for("no_signal.show", id=id))
    return redirect(url_for(".before", id=id))


@bp.get("/before")
@listens
def before(id):
    """What the child reads first: who will know what."""
    with facing_the_child(id) as interview:
        first = _first(interview)
        return page("talk/tablet/before.html", interview=interview, first=first)


def _first(interview: ReturnInterview) -> str:
    return _asking(interview).definition.keys[0]


def _asking(interview: ReturnInterview) -> AskingBeside:
    if interview.words is None:
        abort(redirect(url_for(".start", id=interview.id)))
    return AskingBeside(interview.words)


@bp.get("/ask/<question>")
@listens
def ask(id, question):
    with reading_with_the_child(id) as interview:
        asking = _asking(interview)
        asked = asking.definition.question(question) or abort(404)
        return _question_page(interview, asking, asked, asking.form(asked))


def _question_page(
    interview: ReturnInterview,
    asking: AskingBeside,
    asked: Question,
    form: FlaskForm,
    status: int = 200,
):
    return page(
        "talk/tablet/ask.html",
        status,
        interview=interview,
        question=asked,
        filled=form,
        place=asking.place(asked.key),
    )


@bp.post("/ask/<question>")
@listens
def answer(id, question):
    with reading_with_the_child(id) as interview:
        asking = _asking(interview)
        asked = asking.definition.question(question) or abort(404)
        form, way = asking.form(asked), request.form.get("do", "next")
        given = Given() if way == "skip" else None
        if given is None:
            if not form.validate():
                return _question_page(interview, asking, asked, form, 422)
            given = form.answer.given
        try:
            keep(interview, asking, asked, given)
        except AlreadySent:
            flash(_("The child has agreed to their words already. They stay as they are."))
            return redirect(url_for(".done", id=id))
        session.commit()
        return redirect(_onwards(interview, asking, question, way))


def _onwards(interview: ReturnInterview, asking: AskingBeside, key: str, way: str) -> str:
    if way == "not_safe":
        return url_for(".not_safe", id=interview.id)
    if way == "stop":
        return url_for(".held", id=interview.id)
    step = asking.previous(key) if way == "back" else asking.next(key)
    if step is None:
        return url_for(".before" if way == "back" else ".held", id=interview.id)
    return url_for(".ask", id=interview.id, question=step)


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
    if interview.held_at is None:
        return None
    return "yes" if interview.child_took_part else "no"


def _held_page(interview: ReturnInterview, form: HeldForm, status: int = 200):
    doubt = sending_later.in_question(interview)
    page = render_template(
        "talk/tablet/held.html",
        interview=interview,
        form=form,
        doubt=doubt,
        off=sending_later.distance(doubt.clock_off) if doubt else "",
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
    return redirect(url_for(".done", id=id))


@bp.get("/done")
@listens
def done(id):
    """The end, for the child: something kind, and the way to their words on their own phone."""
    with facing_the_child(id) as interview:
        return page("talk/tablet/done.html", interview=interview)


@bp.get("/words")
@listens
def words(id):
    """For the adult: what the child said, with whom they share it, and what is to be passed on."""
    will_write()
    interview = heard_by_me(id)
    shown = render_template(
        "talk/tablet/words.html",
        interview=interview,
        paragraphs=sharing.paragraphs_for(signed_in(), interview),
        to_tell=sharing.TOLD_IN_PERSON,
        words=talk_words,
        button_form=EmptyForm(formdata=None),
    )
    session.commit()
    return shown


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


@bp.get("/not-safe")
@listens
def not_safe(id):
    with facing_the_child(id) as interview:
        tell, back = url_for(".tell_duty", id=id), url_for(".before", id=id)
        return page("talk/not_safe.html", **not_safe_facts(interview, tell, back))


@bp.post("/not-safe")
@listens
def tell_duty(id):
    interview = heard_by_me(id)
    if EmptyForm().validate_on_submit():
        danger.not_safe(interview)
        session.commit()
    return redirect(url_for(".not_safe", id=id))
