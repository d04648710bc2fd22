"""Small steps, for staff: offered, checked by somebody else, put on a board's agenda, given."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.awards import joining, step_english, steps
from app.awards.desk_forms import BoardForm, CheckStepForm, MatchForm, StepForm
from app.awards.forms import ConsentForm
from app.awards.models import SmallStep
from app.awards.staff_texts import STEP_STATES
from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson
from app.people.pointing import POINTED, pointed_out

bp = Blueprint("small_steps", __name__, url_prefix="/awards/small-steps")
may_see = requires(Permission.AWARD_NOMINATE, Permission.STEP_CHECK)
may_offer = requires(Permission.AWARD_NOMINATE)
may_check = requires(Permission.STEP_CHECK)


@bp.get("/")
@may_see
def index():
    return render_template(
        "awards/steps/index.html",
        steps=steps.steps_for(signed_in()),
        states=STEP_STATES,
        may_offer=signed_in().may(Permission.AWARD_NOMINATE),
    )


def _offer_form(**values) -> StepForm:
    people = session.scalars(YoungPerson.visible_to(signed_in())).unique()
    return StepForm(sorted(people, key=lambda one: one.known_as or ""), **values)


@bp.get("/new")
@may_offer
def new():
    return render_template("awards/steps/new.html", form=_offer_form(formdata=None))


@bp.post("/new")
@may_offer
def create():
    form = _offer_form()
    if not form.validate_on_submit():
        return render_template("awards/steps/new.html", form=form), 422
    person = get_or_404(
        YoungPerson.visible_to(signed_in()).where(YoungPerson.id == form.person.data)
    )
    step = steps.offer_step(person, form.story.data, signed_in())
    session.commit()
    flash(_("Thank you. Somebody else looks at it before anyone hears of it."), "good")
    return redirect(url_for(".show", id=step.id))


def _one(id: int) -> SmallStep:
    return get_or_404(SmallStep.visible_to(signed_in()).where(SmallStep.id == id))


@bp.get("/<int:id>")
@may_see
def show(id):
    return _read(_one(id))


def _read(step: SmallStep):
    """The page; that this adult read it is on the trail before they see it."""
    audit.record("read", "small_step", step.id, signed_in())
    session.commit()
    return _page(step)


@bp.post("/<int:id>/look")
@may_check
def look(id):
    """A name is looked for with what is posted, because no name belongs in an address."""
    return _read(_one(id))


def _page(step: SmallStep, status: int = 200, check_form=None, board_form=None, consent_form=None):
    account = signed_in()
    checks = account.may(Permission.STEP_CHECK) and step.offered_by_id != account.id
    told = step.told or step.english or step.story
    goes_on = step.young_person_id is not None and not step.held
    page = render_template(
        "awards/steps/show.html",
        step=step,
        states=STEP_STATES,
        may_check=checks and goes_on and step.board_on is None,
        may_run=account.may(Permission.STEP_CHECK),
        works_with=_works_with(step),
        waits_for_english=step_english.waits_for_english(step),
        board_met=steps.board_met(step),
        pointed=pointed_out(told, step.young_person) if checks and goes_on else [],
        sought=_sought(step),
        match_form=_match_form(step) if checks and not step.checked_on and step.by_link else None,
        why=POINTED,
        check_form=check_form or CheckStepForm(formdata=None, data={"told": told}),
        consent_form=consent_form or ConsentForm(formdata=None),
        board_form=board_form or BoardForm(formdata=None),
        button_form=EmptyForm(formdata=None),
    )
    return page, status


def _sought(step: SmallStep) -> str:
    return request.form.get("name", "").strip()[:200] or step.named or ""


def _match_form(step: SmallStep) -> MatchForm:
    """Who it may be that a carer named; also after a first answer, which can be put right."""
    people = joining.people_called(_sought(step), signed_in(), Permission.STEP_CHECK)
    return MatchForm(people, formdata=None)


def _works_with(step: SmallStep) -> bool:
    """Whether whoever is here may write down what the young person said."""
    mine = YoungPerson.visible_to(signed_in()).where(YoungPerson.id == step.young_person_id)
    return session.scalars(mine).unique().one_or_none() is not None


@bp.post("/<int:id>/check")
@may_check
def check(id):
    step, form = _one(id), CheckStepForm()
    if not form.validate_on_submit():
        return _page(step, 422, check_form=form)
    return _done(step, lambda: steps.check_step(step, form.told.data, signed_in()))


def _done(step: SmallStep, work):
    """Do it, and go back to the page, which says so where it could not be done."""
    try:
        work()
    except steps.SamePerson:
        flash(_("You offered it, so somebody else checks it."), "careful")
    except steps.BoardMet:
        flash(_("The board has heard it already, so this cannot be changed any more."), "careful")
    except steps.BoardPassed:
        raise
    except steps.NotYet:
        flash(_("Not yet: something comes before this."), "careful")
    except steps.SaidThemselves:
        flash(_("They said no under their own name. Only they can change it."), "careful")
    session.commit()
    return redirect(url_for(".show", id=step.id))


@bp.post("/<int:id>/consent")
@may_offer
def write_down(id):
    """A worker asked the young person and writes down what they said."""
    step, form = _one(id), ConsentForm()
    if not _works_with(step) or not form.validate_on_submit():
        return _page(step, 422, consent_form=form)
    said = form.consent.data
    return _done(step, lambda: steps.answer_step(step, said, written_by=signed_in()))


@bp.post("/<int:id>/board")
@may_check
def put_on_agenda(id):
    step, form = _one(id), BoardForm()
    if not form.validate_on_submit():
        return _page(step, 422, board_form=form)
    try:
        return _done(step, lambda: steps.put_on_agenda(step, form.board_on.data, signed_in()))
    except steps.BoardPassed:
        form.board_on.errors = [_("This day is over. Give the day of a board that has not met.")]
        return _page(step, 422, board_form=form)


@bp.post("/<int:id>/certificate")
@may_see
def give_certificate(id):
    step = _one(id)
    return _done(step, lambda: steps.give(step, "certificate", signed_in()))


@bp.post("/<int:id>/voucher")
@may_see
def give_voucher(id):
    step = _one(id)
    return _done(step, lambda: steps.give(step, "voucher", signed_in()))
