"""Reading back, correcting, and choosing who reads: the same pages on the child's own phone and on
the tablet of whoever listened. `Way` knows where they are.
"""

from dataclasses import dataclass

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.interviews import reading_back, sharing
from app.interviews.danger import SUBJECT
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview
from app.interviews.routes import door
from app.interviews.with_the_desk import with_the_desk
from surveys.changing_drafts import AlreadySent
from surveys.definition import Given, Question
from surveys.fields.base import Option
from surveys.fields.table import TYPES

NOBODY = "nobody_else"
SHARE = Question("share", "person", "")
"""Who may read a paragraph is picked as people are in any form."""


@dataclass(frozen=True)
class Way:
    """The addresses of these pages for one interview, and what they are drawn in."""

    interview: ReturnInterview
    blueprint: str
    layout: str
    then: str
    """Where it goes on when everything was chosen."""
    not_safe: str
    """Where whoever does not feel safe goes."""
    by: Account | None = None
    """The adult whose tablet it is, for the trail. Nobody on the child's own phone."""

    def to(self, step: str, **values) -> str:
        return url_for(f"{self.blueprint}.{step}", id=self.interview.id, **values)

    def leave_footprint(self, action: str, note: str = "") -> None:
        """What was done in the child's name on an adult's tablet is on the trail."""
        if self.by is not None:
            audit.record(action, SUBJECT, self.interview.id, self.by, note=note)

    def page(self, template: str, status: int = 200, **facts) -> Response:
        facts = {"interview": self.interview, "way": self, "layout": self.layout, **facts}
        return make_response(render_template(template, **facts), status)


def show(way: Way, status: int = 200, changed: bool = False) -> Response:
    """What was said, to read and to agree to; once agreed, on to who reads it."""
    if way.interview.words is None:
        abort(404)
    if way.interview.read_back_at is not None:
        return redirect(way.then)
    asking = asking_of(way.interview.words)
    return way.page(
        "talk/words.html",
        status,
        rows=reading_back.said(way.interview),
        problems=[(f"row-{key}", words) for key, words in asking.problems()],
        digest=asking.digest(),
        desk=with_the_desk(way.interview),
        changed=changed,
        button_form=EmptyForm(formdata=None),
    )


def change(way: Way, key: str) -> Response:
    asking, asked = _asked(way, key)
    return _change_page(way, asked, asking.form(asked))


def _asked(way: Way, key: str):
    if way.interview.words is None:
        abort(404)
    asking = asking_of(way.interview.words)
    return asking, asking.definition.question(key) or abort(404)


def _change_page(way: Way, asked: Question, form: FlaskForm, status: int = 200) -> Response:
    address = way.to("keep_change", question=asked.key)
    return way.page("talk/ask.html", status, address=address, question=asked, filled=form)


def keep_change(way: Way, key: str) -> Response:
    asking, asked = _asked(way, key)
    form = asking.form(asked)
    if request.form.get("do") == "back":
        return redirect(way.to("show"))
    if not form.validate():
        return _change_page(way, asked, form, 422)
    try:
        keep(way.interview, asking, asked, form.answer.given, only_adds=door.is_by_door())
    except AlreadySent:
        flash(_("You have agreed to your words already. They stay as they are."), "careful")
        return redirect(way.then)
    way.leave_footprint("interview_words_changed", key)
    session.commit()
    return redirect(way.not_safe if request.form.get("do") == "not_safe" else way.to("show"))


def agree(way: Way) -> Response:
    if way.interview.words is None:
        abort(404)
    if not EmptyForm().validate_on_submit():
        return show(way, 422)
    try:
        reading_back.agree(way.interview, request.form.get("answers", ""))
    except reading_back.AnswersChanged:
        session.rollback()
        return show(way, 409, changed=True)
    except reading_back.NotReady:
        session.rollback()
        return show(way, 422)
    way.leave_footprint("interview_words_agreed")
    session.commit()
    found = sharing.paragraphs(way.interview)
    return redirect(way.to("share", question=found[0].question.key) if found else way.then)


def share(way: Way, key: str) -> Response:
    found, place = _paragraph(way, key)
    form = _share_form(way)(formdata=None, data={"answer": Given(found[place].readers)})
    return _share_page(way, found, place, form)


def _paragraph(way: Way, key: str) -> tuple[list[sharing.Paragraph], int]:
    """All of them and the place of this one; while nothing was agreed to, nothing is shared."""
    if way.interview.read_back_at is None:
        abort(redirect(way.to("show")))
    found = sharing.paragraphs(way.interview)
    keys = [one.question.key for one in found]
    return found, keys.index(key) if key in keys else abort(404)


def _share_form(way: Way) -> type[FlaskForm]:
    nobody = Option(NOBODY, _("Nobody else"), alone=True)
    options = (*sharing.readers_for(way.interview), nobody)
    return type("ShareForm", (FlaskForm,), {"answer": TYPES["person"].field(SHARE, options)})


def _share_page(way: Way, found: list, place: int, form: FlaskForm, status: int = 200) -> Response:
    return way.page(
        "talk/share.html",
        status,
        paragraph=found[place],
        number=place + 1,
        of=len(found),
        filled=form,
        then=request.values.get("then", ""),
    )


def keep_share(way: Way, key: str) -> Response:
    """Keep who may read this paragraph, or with `rest`, this one and all that come after it."""
    found, place = _paragraph(way, key)
    form, way_on = _share_form(way)(), request.form.get("do", "next")
    if not form.validate():
        return _share_page(way, found, place, form, 422)
    chosen = [code for code in form.answer.given.choices if code != NOBODY]
    for paragraph in found[place:] if way_on == "rest" else [found[place]]:
        sharing.share(way.interview, paragraph.answer, chosen)
        readers = ", ".join(sorted(chosen)) or NOBODY
        way.leave_footprint("interview_words_shared", f"{paragraph.question.key}: {readers}")
    session.commit()
    return redirect(_onwards(way, found, place, way_on))


def _onwards(way: Way, found: list, place: int, way_on: str) -> str:
    if way_on == "not_safe":
        return way.not_safe
    following = place - 1 if way_on == "back" else place + 1
    listed = request.form.get("then") == "list" or way_on == "rest"
    if listed or not 0 <= following < len(found):
        return way.then
    return way.to("share", question=found[following].question.key)
