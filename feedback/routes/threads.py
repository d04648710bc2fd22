"""What waits for an adult, and answering it."""

from datetime import timedelta

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.jobs import every
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from feedback import escalation, promise_evidence, services, subjects
from feedback.conversation import conversation
from feedback.forms import MessageForm
from feedback.models import Thread
from feedback.opened import opened_to_read
from feedback.readings import leave_footprint, readers_so_far
from feedback.texts import AUDIENCE, SORTED_OUT, STATES
from surveys.abouts import about
from surveys.models import FormVersion, Response

bp = Blueprint("feedback", __name__, url_prefix="/feedback")

A_PAGE = 50


def init_app(app: Flask) -> None:
    """The duty desk can open what an alert is about, and the worker sends up what is overdue."""
    subjects.register()
    promise_evidence.register()
    every(minutes=30)(escalation.send_up_overdue)
    app.add_template_global(about, "page_about")


@bp.get("/")
@requires(Permission.FEEDBACK_READ)
def index():
    """The list, soonest due first; `?show=answered` for what no longer waits."""
    answered = request.args.get("show") == "answered"
    page = page_asked()
    mine = Thread.answered_by(signed_in())
    waiting = mine.where(Thread.state == "waiting").order_by(Thread.due_on, Thread.id)
    others = mine.where(Thread.state != "waiting").order_by(Thread.due_on.desc(), Thread.id)
    rows = (others if answered else waiting).options(
        joinedload(Thread.response).joinedload(Response.version).joinedload(FormVersion.form),
        joinedload(Thread.young_person),
        selectinload(Thread.audience),
    )
    found = session.scalars(rows.offset((page - 1) * A_PAGE).limit(A_PAGE + 1)).unique().all()
    return render_template(
        "feedback/list.html",
        threads=found[:A_PAGE],
        page=page,
        more=len(found) > A_PAGE,
        answered=answered,
        how_many=session.scalar(select(func.count()).select_from(waiting.subquery())),
        today=today(),
        soon=today() + timedelta(days=1),
    )


def _find(rows: Select, thread_id: int) -> Thread:
    return get_or_404(services.whole(rows.where(Thread.id == thread_id)))


def _page(thread: Thread, form: MessageForm, status: int = 200):
    """The conversation; that this adult opened it is on the trail before they see a word."""
    by_glass = opened_to_read(thread, signed_in())
    leave_footprint(thread, signed_in(), by_glass)
    if by_glass is None:
        services.mark_read(thread, "staff")
    only_reads_at_first()  # The page is made without keeping everybody else from writing.
    form.seen.data = len(thread.messages)
    page = render_template(
        "feedback/show.html",
        thread=thread,
        turns=conversation(thread),
        readers=readers_so_far(thread),
        by_glass=by_glass,
        form=form,
        button_form=EmptyForm(formdata=None),
        today=today(),
        words_for={"audience": AUDIENCE, "state": STATES, "sorted_out": SORTED_OUT},
    )
    return page, status


@bp.get("/<int:id>")
@requires(Permission.FEEDBACK_READ)
def show(id):
    will_write()
    return _page(_find(Thread.visible_to(signed_in()), id), MessageForm(formdata=None))


@bp.post("/<int:id>/replies")
@requires(Permission.FEEDBACK_REPLY)
def create_reply(id):
    thread, form = _find(Thread.answered_by(signed_in()), id), MessageForm()
    if not form.validate_on_submit():
        return _page(thread, form, 422)
    try:
        services.reply_to(thread, signed_in(), form.words.data, form.once.data, form.seen.data)
    except services.HoldsReturnNumber:
        form.words.errors = [_("The young person’s number is in this reply. Take it out.")]
        return _page(thread, form, 422)
    except services.OtherWords:
        form.say_sent_already()
        return _page(thread, form, 409)
    session.commit()
    if thread.state == "waiting":
        flash(_("Sent. Meanwhile they wrote something more: it waits below."), "careful")
    else:
        flash(_("Sent. The young person sees it the next time they look."))
    return redirect(url_for(".show", id=thread.id))


@bp.post("/<int:id>/worry")
@requires(Permission.FEEDBACK_READ)
def worry(id):
    """A reader is worried about this young person: the duty desk gets it at once."""
    thread = _find(Thread.visible_to(signed_in()), id)
    if EmptyForm().validate_on_submit():
        services.worry_about(thread, signed_in())
        session.commit()
        flash(_("The duty desk has it now, as urgent."))
    return redirect(url_for(".show", id=thread.id))
