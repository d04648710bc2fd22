"""Asking young people whether their words may stand in a report."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.councils import councils_of
from app.core import audit
from app.core.clock import today
from app.core.db import only_reads_at_first, session
from app.core.i18n import _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from feedback import coding_desk, quotes
from feedback.models import Coding, Thread
from feedback.quote_forms import CHECK_WORDS, QuoteForm
from feedback.quote_names import HoldsName
from feedback.quote_words import NotTheirWords, passage, sentences, words_to_think_about
from feedback.theming.codebook import codebook
from surveys.models import Answer

bp = Blueprint("quotes", __name__, url_prefix="/feedback/quotes")

A_PAGE = 10
"""Comments at once: each is on the trail as read, so no more than somebody reads."""


def _period() -> Period:
    """The quarter in the address, or the last one that is over."""
    code = request.args.get("quarter")
    try:
        return Period.parse(code) if code else Period.holding(today()).previous
    except ValueError:
        abort(404)


@bp.get("/")
@requires(Permission.ASK_FOR_QUOTE)
def index():
    """The quarter's comments, to pick from; that each was read is on the trail before it is."""
    period, page = _period(), page_asked()
    councils = {one.code: one.name for one in councils_of(signed_in(), Permission.ASK_FOR_QUOTE)}
    council = request.args.get("council")
    rows = quotes.askable(signed_in(), period).order_by(Answer.id)
    if council:
        rows = rows.where(Thread.council_code == council)
    found = session.execute(rows.offset((page - 1) * A_PAGE).limit(A_PAGE + 1)).unique().all()
    shown = found[:A_PAGE]
    if shown:
        audit.record_each("read", "thread", {thread.id for _answer, thread in shown}, signed_in())
        only_reads_at_first()  # The page is made without keeping everybody else from writing.
    ids = [answer.id for answer, _thread in shown]
    return render_template(
        "feedback/quotes_list.html",
        period=period,
        rows=shown,
        about=_about(ids),
        english=coding_desk.english_of_each(ids),
        asked={one.answer_id: one for one in quotes.requests_for(signed_in(), period)},
        frozen=_frozen({thread.council_code for _answer, thread in shown}, period),
        council=council,
        councils=councils,
        has_begun=lambda one: one.first_day <= today(),
        page=page,
        more=len(found) > A_PAGE,
    )


def _frozen(council_codes: set[str], period: Period) -> set[str]:
    """The councils whose report on this quarter is frozen."""
    return {code for code in council_codes if quotes.is_frozen(code, period)}


def _about(answer_ids: list[int]) -> dict[int, list[str]]:
    """What each comment is about, in words."""
    rows = select(Coding.answer_id, Coding.sub_theme).where(
        Coding.answer_id.in_(answer_ids),
        Coding.confirmed_at.is_not(None),
        Coding.withdrawn_at.is_(None),
    )
    labels: dict[int, list[str]] = {}
    for answer_id, sub_theme in session.execute(rows.order_by(Coding.sub_theme)):
        if known := codebook().get(sub_theme):
            labels.setdefault(answer_id, []).append(known.label)
    return labels


def _find(answer_id: int, period: Period) -> tuple[Answer, Thread]:
    rows = quotes.askable(signed_in(), period).where(Answer.id == answer_id)
    rows = rows.options(joinedload(Thread.young_person))
    return session.execute(rows).unique().one_or_none() or abort(404)


def _page(answer: Answer, thread: Thread, period: Period, form: QuoteForm, status: int = 200):
    """One comment and the form; that this adult read it is on the trail before they see it."""
    audit.record("read", "thread", thread.id, signed_in())
    only_reads_at_first()  # The page is made without keeping everybody else from writing.
    page = render_template(
        "feedback/quotes_ask.html",
        answer=answer,
        sentences=sentences(answer.words),
        english=coding_desk.english_of(answer),
        frozen=quotes.is_frozen(thread.council_code, period),
        period=period,
        form=form,
        warnings=words_to_think_about(form.excerpt.data or ""),
        check_words=CHECK_WORDS,
    )
    return page, status


@bp.get("/<int:answer_id>")
@requires(Permission.ASK_FOR_QUOTE)
def new(answer_id):
    period = _period()
    answer, thread = _find(answer_id, period)
    chosen = request.args.getlist("sentence", int)
    excerpt = passage(answer.words, chosen) or answer.words
    return _page(answer, thread, period, QuoteForm(formdata=None, excerpt=excerpt))


@bp.post("/<int:answer_id>")
@requires(Permission.ASK_FOR_QUOTE)
def create(answer_id):
    period = _period()
    answer, thread = _find(answer_id, period)
    form = QuoteForm()
    if not form.validate_on_submit():
        return _page(answer, thread, period, form, 422)
    try:
        quotes.ask(answer, thread, form.excerpt.data, period, signed_in())
    except NotTheirWords:
        form.excerpt.errors = [
            _("Some of this is not what they wrote. Cut words out, or put yours in [brackets].")
        ]
    except HoldsName:
        form.excerpt.errors = [_("A name of someone in their life is still in it. Take it out.")]
    except quotes.NotOpen:
        form.excerpt.errors = [_("That report is frozen. Nobody can be asked for it any more.")]
    if form.errors:
        return _page(answer, thread, period, form, 422)
    session.commit()
    flash(_("Asked. They see the question in their conversation."))
    return redirect(url_for(".index", quarter=period.code))
