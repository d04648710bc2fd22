"""You said, we did: for everybody to read, and for adults to write down and be held to."""

from collections.abc import Mapping

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import joinedload

from app.accounts.council_names import council_name
from app.accounts.councils import councils_in_order, councils_of, staff_with
from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from feedback import coding_desk, commitment_answers, commitments
from feedback.commitment import Commitment
from feedback.commitment_forms import CommitmentForm
from feedback.commitment_texts import STATE_LABELS

bp = Blueprint("commitments", __name__)


def init_app(app: Flask) -> None:
    """The promises show what was undertaken for them."""
    commitments.register()


@bp.get("/you-said/")
@public
def you_said():
    names = {council.code: council_name(council.name) for council in councils_in_order()}
    chosen = _chosen(names)
    return render_template(
        "commitments/you_said.html",
        commitments=commitments.published(chosen),
        names=names,
        ways=_ways(".you_said", _("Everywhere"), names, chosen),
        states=STATE_LABELS,
    )


@bp.get("/you-said/desk/")
@requires(Permission.COMMITMENTS)
def index():
    councils = {one.code: one.name for one in councils_of(signed_in(), Permission.COMMITMENTS)}
    chosen = _chosen(councils)
    rows = commitments.visible_to(signed_in()).options(joinedload(Commitment.owner))
    if chosen:
        rows = rows.where(Commitment.council_code == chosen)
    rows = rows.order_by(Commitment.state != "doing", Commitment.due_on, Commitment.id)
    found = session.scalars(rows).unique().all()
    return render_template(
        "commitments/list.html",
        commitments=[(one, commitments.is_overdue(one, today())) for one in found],
        councils=councils,
        chosen=chosen,
        ways=_ways(".index", _("All of mine"), councils, chosen),
        states=STATE_LABELS,
    )


def _chosen(councils: Mapping[str, str]) -> str | None:
    """The council asked for in the address, if it is one of these."""
    asked = request.args.get("council", "")
    return asked if asked in councils else None


def _ways(
    page: str, all_of_them: str, councils: Mapping[str, str], chosen: str | None
) -> list[tuple[str, str, bool]]:
    """To the same page for all councils and for each, as a row of links."""
    each = [(name, url_for(page, council=code), code == chosen) for code, name in councils.items()]
    return [(all_of_them, url_for(page), chosen is None), *each]


def _form(owned_by: Account | None = None, **values) -> CommitmentForm:
    """`owned_by` stays among those who can answer for it, also when they have left."""
    account = signed_in()
    councils = councils_of(account, Permission.COMMITMENTS)
    writers = staff_with(Permission.COMMITMENTS, None)
    owners = list(session.scalars(writers.order_by(Account.display_name)).unique())
    if owned_by is not None and owned_by not in owners:
        owners.append(owned_by)
    return CommitmentForm(
        [(council.code, council.name) for council in councils],
        [(str(one.id), one.display_name) for one in owners],
        **values,
    )


@bp.get("/you-said/desk/new")
@requires(Permission.COMMITMENTS)
def new():
    first = {name: request.args.get(name, "")[:30] for name in ("council", "promise", "sub_theme")}
    return _page(_form(formdata=None, data={**first, "owner": str(signed_in().id)}))


def _page(form: CommitmentForm, commitment: Commitment | None = None, status=200, problem=""):
    page = render_template(
        "commitments/edit.html",
        form=form,
        commitment=commitment,
        council=session.get_one(Council, commitment.council_code) if commitment else None,
        problem=problem,
    )
    return page, status


@bp.post("/you-said/desk/new")
@requires(Permission.COMMITMENTS)
def create():
    form = _form()
    if not form.validate_on_submit():
        return _page(form, status=422)
    commitments.undertake(form.council.data, form.wording(), signed_in())
    session.commit()
    flash(_("It is written down."))
    return redirect(url_for(".index"), 303)


def _one(id: int) -> Commitment:
    return get_or_404(commitments.visible_to(signed_in()).where(Commitment.id == id))


def _as_it_is(commitment: Commitment) -> dict:
    return {
        **{name: getattr(commitment, name) for name in commitments.WRITTEN},
        "council": commitment.council_code,
        "owner": str(commitment.owner_id or ""),
        "public": commitment.published_on is not None,
        "seen": commitments.mark_of(commitment),
    }


@bp.get("/you-said/desk/<int:id>")
@requires(Permission.COMMITMENTS)
def edit(id):
    commitment = _one(id)
    form = _form(commitment.owner, formdata=None, data=_as_it_is(commitment))
    return _page(form, commitment)


@bp.post("/you-said/desk/<int:id>")
@requires(Permission.COMMITMENTS)
def save(id):
    commitment = _one(id)
    form = _form(commitment.owner)
    if not form.validate_on_submit():
        return _page(form, commitment, 422)
    try:
        commitments.rewrite(commitment, form.wording(), signed_in(), form.seen.data)
    except commitments.Changed:
        session.rollback()
        form.seen.data = commitments.mark_of(commitment := _one(id))
        return _page(form, commitment, 409, _("Somebody changed this meanwhile. Look at both."))
    session.commit()
    flash(_("It is written down."))
    return redirect(url_for(".index"), 303)


@bp.get("/you-said/desk/<int:id>/comments")
@requires(Permission.COMMITMENTS)
def comments(id):
    """The comments it may reply to. Whoever sees them is on the trail of each."""
    commitment = _one(id)
    answers = commitment_answers.offered(commitment, signed_in())
    for answer in answers:
        coding_desk.record_reading(answer, signed_in())
    session.commit()
    return render_template(
        "commitments/comments.html",
        commitment=commitment,
        answers=[(one, coding_desk.asked(one)) for one in answers],
        english=coding_desk.english_of_each([one.id for one in answers]),
        tied=commitment_answers.tied_to(commitment),
        form=EmptyForm(formdata=None),
    )


@bp.post("/you-said/desk/<int:id>/comments")
@requires(Permission.COMMITMENTS)
def reply_to(id):
    commitment = _one(id)
    if not EmptyForm().validate_on_submit():
        return redirect(url_for(".comments", id=id), 303)
    may_see = {one.id for one in commitment_answers.offered(commitment, signed_in())}
    shown = may_see.intersection(request.form.getlist("shown", int))
    chosen = request.form.getlist("answer", int)
    commitment_answers.tie(commitment, shown, chosen, signed_in())
    session.commit()
    flash(_("It is written down."))
    return redirect(url_for(".index"), 303)
