"""The officers’ desk: rounds, categories, judges, the day, and who was never nominated."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from app.accounts.councils import councils_of
from app.awards import fairness, invitations, judging, nominees, rounds
from app.awards.desk_forms import CategoryForm, DayForm, JudgesForm, RoundForm
from app.awards.models import AwardRound
from app.awards.signature import NotAPicture, drawn_anew
from app.awards.staff_texts import REPLIES
from app.core import audit
from app.core.addresses import public_address
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.return_numbers import pictured

bp = Blueprint("award_desk", __name__, url_prefix="/awards/desk")
may_run = requires(Permission.AWARD_RUN)
WHOLE_TRUST = ""


def round_or_404(id: int) -> AwardRound:
    return get_or_404(AwardRound.visible_to(signed_in()).where(AwardRound.id == id))


@bp.get("/")
@may_run
def index():
    rows = AwardRound.visible_to(signed_in()).order_by(AwardRound.closes_on.desc(), AwardRound.id)
    found = session.scalars(rows).unique().all()
    return render_template("awards/desk/index.html", rounds=found, time_left=rounds.time_left)


def _round_form(**values) -> RoundForm:
    theirs = councils_of(signed_in(), Permission.AWARD_RUN)
    named = [(WHOLE_TRUST, _("The whole trust")), *((one.code, one.name) for one in theirs)]
    return RoundForm(named, **values)


@bp.get("/new")
@may_run
def new():
    return render_template("awards/desk/new.html", form=_round_form(formdata=None))


@bp.post("/new")
@may_run
def create():
    form = _round_form()
    if not form.validate_on_submit():
        return render_template("awards/desk/new.html", form=form), 422
    row = rounds.start_round(
        form.title.data.strip(),
        form.council.data or None,
        form.opens_on.data,
        form.closes_on.data,
        signed_in(),
    )
    session.commit()
    return redirect(url_for(".show", id=row.id))


@bp.get("/<int:id>")
@may_run
def show(id):
    return _page(round_or_404(id))


def _page(row: AwardRound, status: int = 200, category_form=None, day_form=None):
    address = public_address(f"/awards/with/{row.link_code}")
    judges = {judge.account_id for judge in judging.judges_of(row)}
    page = render_template(
        "awards/desk/show.html",
        round=row,
        is_open=rounds.is_open(row),
        time_left=rounds.time_left(row),
        address=address,
        code=pictured(address),
        category_form=category_form or CategoryForm(formdata=None),
        day_form=day_form or DayForm(formdata=None, obj=row),
        judges_form=_judges_form(formdata=None, data={"judges": sorted(judges)}),
        button_form=EmptyForm(formdata=None),
    )
    return page, status


def _judges_form(**values) -> JudgesForm:
    return JudgesForm(judging.possible_judges(signed_in()), **values)


@bp.post("/<int:id>/categories")
@may_run
def add_category(id):
    row, form = round_or_404(id), CategoryForm()
    if not form.validate_on_submit():
        return _page(row, 422, category_form=form)
    wanted = rounds.Wanted(
        form.title.data.strip(),
        form.criteria.data.strip(),
        form.age_from.data or 0,
        25 if form.age_to.data is None else form.age_to.data,
        form.for_adults.data,
    )
    rounds.add_category(row, wanted, signed_in())
    session.commit()
    return redirect(url_for(".show", id=row.id))


@bp.post("/<int:id>/publish")
@may_run
def publish(id):
    row = round_or_404(id)
    rounds.publish_round(row, signed_in())
    session.commit()
    flash(_("It takes nominations from its first day on."), "good")
    return redirect(url_for(".show", id=row.id))


@bp.post("/<int:id>/day")
@may_run
def keep_day(id):
    row, form = round_or_404(id), DayForm()
    valid = form.validate_on_submit()
    if form.event_on.data and form.event_on.data < row.closes_on:
        form.event_on.errors = [_("The day comes after the last day for nominations.")]
        valid = False
    if not valid:
        return _page(row, 422, day_form=form)
    if form.signature.data:
        try:
            row.signature = drawn_anew(form.signature.data.read())
        except NotAPicture as problem:
            form.signature.errors = [str(problem.said)]
            return _page(row, 422, day_form=form)
    for name in ("event_time", "event_place", "event_help", "signatory", "signatory_title"):
        setattr(row, name, (getattr(form, name).data or "").strip())
    row.event_on = form.event_on.data
    audit.record("day_kept", "award_round", row.id, signed_in())
    session.commit()
    flash(_("Kept."), "good")
    return redirect(url_for(".show", id=row.id))


@bp.post("/<int:id>/judges")
@may_run
def choose_judges(id):
    row, form = round_or_404(id), _judges_form()
    if not form.validate_on_submit():
        abort(422)
    chosen = set(form.judges.data or ())
    accounts = [one for one in judging.possible_judges(signed_in()) if one.id in chosen]
    judging.choose_judges(row, accounts, signed_in())
    session.commit()
    flash(_("They find the cards under Awards."), "good")
    return redirect(url_for(".show", id=row.id))


@bp.post("/<int:id>/ask")
@may_run
def ask_all(id):
    row = round_or_404(id)
    count = nominees.ask_all(row, signed_in())
    session.commit()
    flash(_("Asked now: %(count)s. Whoever was asked before is not asked again.", count=count))
    return redirect(url_for(".show", id=row.id))


@bp.get("/<int:id>/fairness")
@may_run
def show_fairness(id):
    """Who has never been nominated, in numbers that point to nobody."""
    row = round_or_404(id)
    return render_template(
        "awards/desk/fairness.html", round=row, tables=fairness.tables_for(signed_in())
    )


@bp.post("/<int:id>/invite")
@may_run
def invite(id):
    row = round_or_404(id)
    if row.event_on is None:
        flash(_("Say first on which day it is."), "careful")
        return redirect(url_for(".show", id=row.id))
    count = invitations.invite_all(row, signed_in())
    session.commit()
    flash(_("Invited now: %(count)s.", count=count), "good")
    return redirect(url_for(".door", id=row.id))


@bp.get("/<int:id>/door")
@may_run
def door(id):
    """The list for the door: who comes, with how many, and what each needs."""
    row = round_or_404(id)
    invited = invitations.door_list(row, signed_in())
    session.commit()
    return render_template(
        "awards/desk/door.html",
        round=row,
        invitations=invited,
        shown_name=nominees.shown_name,
        replies=REPLIES,
        button_form=EmptyForm(formdata=None),
    )
