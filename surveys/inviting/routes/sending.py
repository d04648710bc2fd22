"""Looking the answers over, sending them, and thank you."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from app.core.clock import now
from app.core.db import only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.security import public
from app.safeguarding.helplines import Shown, first_lines
from surveys import drafts
from surveys.asking import Asking
from surveys.inviting import answering, kiosk
from surveys.inviting.finding import Link
from surveys.inviting.routes.answering import (
    ITS_AGES,
    asked_or_404,
    asking_in,
    code_here,
    facts,
    forget_code,
    link_or_404,
    note_sent,
    sent_from_here,
    speak,
    who_is_here,
)
from surveys.routing import path
from surveys.sending import said_they_may_not_be_safe
from surveys.services import answers_of
from surveys.survey_words import wording_of

bp = Blueprint("survey_sending", __name__, url_prefix="/surveys")
STATUS = {
    answering.AnswersChanged: 409,
    answering.AnsweredBefore: 409,
    answering.TooMany: 429,
    answering.NotReady: 422,
}


@bp.get(f"{ITS_AGES}/check")
@public
def check(link, ages):
    here = link_or_404(link)
    asking = asking_in(asked_or_404(here, ages))
    if asking is None or not here.is_open:
        return redirect(url_for("survey_answers.before", link=link))
    if asking.response.sent_on:
        return redirect(url_for(".sent", link=link, ages=ages))
    return _check_page(here, ages, asking)


def _check_page(link: Link, ages: str, asking: Asking, problem: Exception | None = None):
    drafts.leave(asking.response, url_for(".check", link=link.code, ages=ages))
    speak(asking)
    status = STATUS.get(type(problem), 200)
    page = render_template(
        "surveys/answering/check.html",
        **facts(link),
        ages=ages,
        asking=asking,
        rows=asking.rows(),
        problems=[(f"row-{key}", words) for key, words in asking.problems()],
        said_no=type(problem).__name__,
        nothing_said=asking.nothing_said and status == 422,
        wording=wording_of(asking.definition),
        tells=_tells(asking),
        with_code=code_here(link) is not None,
        form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post(f"{ITS_AGES}/check")
@public
def send(link, ages):
    only_reads_at_first()
    here = link_or_404(link)
    form = asked_or_404(here, ages)
    asking = asking_in(form)
    if asking is None:
        return redirect(url_for("survey_answers.before", link=link))
    if asking.response.sent_on is None and not here.is_open:
        return redirect(url_for("survey_answers.before", link=link))
    who, code = who_is_here(here), code_here(here)
    try:
        heard = answering.hear(asking.response, request.form.get("answers", ""))
        will_write()
        if heard is not None:
            answering.send_on(heard, here, who, code=code, again=sent_from_here(here))
    except answering.IsOver:
        session.rollback()
        return redirect(url_for("survey_answers.before", link=link))
    except answering.OtherWords:
        session.rollback()
        return redirect(url_for(".sent", link=link, ages=ages))
    except tuple(STATUS) as problem:
        session.rollback()
        return _check_page(here, ages, asking_in(form) or abort(404), problem)
    session.commit()
    return _sent(here, ages, form.form_key)


def _sent(link: Link, ages: str, form_key: str):
    forget_code(link)
    if kiosk.is_kiosk():
        drafts.let_go(form_key)
        return redirect(url_for("survey_kiosk.thanks"))
    note_sent(link)
    return redirect(url_for(".sent", link=link.code, ages=ages))


@bp.get(f"{ITS_AGES}/sent")
@public
def sent(link, ages):
    """Thank you, and what happens now."""
    here = link_or_404(link)
    asking = asking_in(asked_or_404(here, ages))
    if asking is None or not asking.response.sent_on:
        return redirect(url_for("survey_answers.before", link=link))
    speak(asking)
    return render_template(
        "surveys/answering/sent.html",
        **facts(here),
        definition=asking.definition,
        call_now=_whom_to_call(asking),
    )


def _tells(asking: Asking) -> bool:
    """Whether a tap of theirs says that they may not be safe. No page speaks of words that do."""
    on_the_way = path(asking.definition, asking.answers)
    said = {key: asking.given(key) for key in on_the_way}
    return said_they_may_not_be_safe(asking.definition, said)


def _whom_to_call(asking: Asking) -> list[Shown]:
    """The first helplines, for everybody who wrote something or was asked whether they are safe:
    that words of theirs led to an alert no page says.
    """
    wrote = any(one.words for one in answers_of(asking.response).values())
    asked = any(question.alert_on for question in asking.definition.questions)
    return first_lines(now()) if wrote or asked else []
