"""The duty desk: what waits, soonest first; each alert with what was said; what was done."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core import audit, outbox
from app.core.clock import today
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.safeguarding import alarms, cues, handovers, heaps, services, texts
from app.safeguarding.deadlines import clock_words
from app.safeguarding.duty_mail import due_in_full, time_left
from app.safeguarding.forms import OutcomeForm, PassOnForm
from app.safeguarding.helplines import helplines
from app.safeguarding.models import Alert
from app.safeguarding.staffed_hours import on_duty_in, rota_for, timing
from app.safeguarding.subjects import Subject, subject_of

bp = Blueprint("safeguarding", __name__, url_prefix="/safeguarding")
bp.add_app_template_global(time_left)
bp.add_app_template_global(due_in_full)

A_PAGE = 50
CLOSED_DAYS = 7


@bp.get("/")
@requires(Permission.ALERTS)
def index():
    _note_visit()
    mine = Alert.visible_to(signed_in())
    waiting = mine.where(Alert.closed_on.is_(None))
    page = page_asked()
    alike = heaps.heaps_in(mine)
    rows = session.scalars(
        waiting.where(Alert.id.not_in(heaps.below(alike)))
        .order_by(Alert.acknowledged_at.is_not(None), Alert.due_at, Alert.id)
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    closed = mine.where(Alert.closed_on >= today() - timedelta(days=CLOSED_DAYS))
    rota = rota_for(rows)
    return render_template(
        "safeguarding/list.html",
        alerts=rows[:A_PAGE],
        heaps={heap.ids[0]: heap for heap in alike},
        more=len(rows) > A_PAGE,
        page=page,
        watching=1 if request.args.get("watch") == "1" else None,
        how_many=session.scalar(select(func.count()).select_from(waiting.subquery())),
        closed=session.scalars(closed.order_by(Alert.closed_on.desc()).limit(A_PAGE)).all(),
        councils=_council_names(),
        quiet=alarms.quiet_parts(),
        given_up=session.scalars(outbox.given_up()).all(),
        notes=handovers.unread_for(signed_in()),
        note_is_overdue=handovers.is_overdue,
        to_hand_over=handovers.shift_to_hand_over(signed_in()),
        on_duty=on_duty_in(councils_of(signed_in(), Permission.ALERTS), rota),
        timing=lambda alert: timing(alert, rota),
        form=EmptyForm(formdata=None),
        texts=texts,
        clock_words=clock_words,
    )


@bp.get("/<int:id>")
@requires(Permission.ALERTS)
def show(id: int):
    return _page(_alert(id))


@bp.post("/<int:id>/acknowledge")
@requires(Permission.ALERTS)
def acknowledge(id: int):
    alert = _alert(id)
    try:
        services.acknowledge(alert, signed_in())
    except services.AlreadyClosed:
        return _somebody_was_first(alert)
    session.commit()
    return redirect(url_for(".show", id=alert.id))


@bp.post("/<int:id>/outcome")
@requires(Permission.ALERTS)
def record_outcome(id: int):
    alert = _alert(id)
    form = OutcomeForm(_can_read(subject_of(alert.subject_kind, alert.subject_id)))
    if not form.validate_on_submit():
        return _page(alert, outcome_form=form), 422
    done = (form.outcome.data, form.words.data, form.was_told)
    try:
        services.record_outcome(alert, signed_in(), *done)
    except services.AlreadyClosed:
        return _somebody_was_first(alert)
    session.commit()
    flash(_("What was done is written down, and the alert is closed."), "good")
    return redirect(url_for(".index"))


@bp.post("/<int:id>/pass-on")
@requires(Permission.ALERTS)
def pass_on(id: int):
    alert = _alert(id)
    colleagues = services.colleagues_on_duty(alert, signed_in())
    form = PassOnForm(colleagues)
    if not form.validate_on_submit():
        return _page(alert, pass_on_form=form), 422
    colleague = next(one for one in colleagues if one.id == form.to.data)
    try:
        services.pass_on(alert, signed_in(), colleague)
    except services.AlreadyClosed:
        return _somebody_was_first(alert)
    session.commit()
    flash(_("Passed on to %(name)s.", name=colleague.display_name), "good")
    return redirect(url_for(".index"))


@bp.get("/checking")
@requires(Permission.ALERTS)
def checking():
    """What on the help page somebody has to ring or look up, before it is shown as certain."""
    return render_template(
        "safeguarding/checking.html",
        lines=[line for line in helplines() if line.verify],
        evidence=texts.EVIDENCE,
    )


def _alert(id: int) -> Alert:
    rows = Alert.visible_to(signed_in()).where(Alert.id == id)
    return get_or_404(rows.options(selectinload(Alert.exclusions)))


def _page(alert: Alert, outcome_form=None, pass_on_form=None) -> str:
    """The alert with what was said, which is not shown without the reading being on the trail."""
    subject = subject_of(alert.subject_kind, alert.subject_id)
    _leave_footprint((subject and subject.trail) or (alert.subject_kind, alert.subject_id))
    colleagues = services.colleagues_on_duty(alert, signed_in())
    return render_template(
        "safeguarding/show.html",
        alert=alert,
        subject=subject,
        traces=_traces(alert, subject),
        can_read=_can_read(subject),
        council=session.get(Council, alert.council_code) if alert.council_code else None,
        acknowledge_form=EmptyForm(),
        timing=None if alert.closed_on else timing(alert, rota_for([alert])),
        outcome_form=outcome_form or OutcomeForm(_can_read(subject), formdata=None),
        pass_on_form=pass_on_form or PassOnForm(colleagues, formdata=None),
        texts=texts,
        clock_words=clock_words,
    )


def _can_read(subject: Subject | None) -> bool:
    """Whether an answer can reach the young person; so it is taken to be when all of it is gone."""
    return subject is None or subject.can_read


def _traces(alert: Alert, subject: Subject | None) -> dict[str, list[str]]:
    """The words that led to each group of cues. They are looked up anew: no alert keeps them."""
    lines = [line for _asked, said in subject.words for line in said] if subject else []
    return cues.traces([Markup(line).unescape() for line in lines], alert.cues)


def _leave_footprint(trail: tuple[str, int]) -> None:
    """Once for every time it is opened; a form that comes back is not opened anew."""
    opened = request.method == "GET"
    if opened or all(entry.actor_id != signed_in().id for entry in audit.readings([trail])):
        audit.record("read", *trail, signed_in())
        session.commit()


def _somebody_was_first(alert: Alert):
    flash(_("A colleague has already closed this alert."))
    return redirect(url_for(".show", id=alert.id))


def _council_names() -> dict[str, str]:
    return {council.code: council.name for council in session.scalars(select(Council))}


def _note_visit() -> None:
    """That the desk is open is kept, so that it shows when nobody has it open."""
    if alarms.visit_is_news(signed_in()):
        will_write()
        alarms.note_visit(signed_in())
        session.commit()
        only_reads_at_first()
