"""Who was nominated: the list, one nominee with every voice, joining, matching, and the cards."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.councils import within
from app.awards import joining, judging, nominees, rounds, says
from app.awards.desk_forms import CardForm, MatchForm
from app.awards.models import AwardRound, Category, Nomination, Nominee
from app.awards.staff_texts import HELD_BECAUSE, HOWS, NOMINATION_STATES, SAYERS
from app.awards.texts import NOMINATOR_PARTS
from app.core import audit
from app.core.db import get_or_404, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson

bp = Blueprint("nominees", __name__, url_prefix="/awards/desk")
may_run = requires(Permission.AWARD_RUN)
A_PAGE = 50


def _one(id: int) -> Nominee:
    return get_or_404(Nominee.visible_to(signed_in()).where(Nominee.id == id))


def _nomination(id: int) -> Nomination:
    seen = Nominee.visible_to(signed_in()).with_only_columns(Nominee.id)
    return get_or_404(
        select(Nomination).where(Nomination.id == id, Nomination.nominee_id.in_(seen))
    )


@bp.get("/<int:id>/nominees")
@may_run
def index(id):
    """The nominees of a round, one way of looking at them at a time."""
    row = get_or_404(AwardRound.visible_to(signed_in()).where(AwardRound.id == id))
    way = request.args.get("show", "all")
    way, page = way if way in nominees.WAYS else "all", page_asked()
    rows = nominees.rows_of(row, signed_in(), way).order_by(Nominee.id)
    lines = nominees.lines_of(rows.offset((page - 1) * A_PAGE).limit(A_PAGE + 1))
    audit.record("read", "award_round", row.id, signed_in())
    session.commit()
    return render_template(
        "awards/desk/nominees.html",
        round=row,
        lines=lines[:A_PAGE],
        more=len(lines) > A_PAGE,
        page=page,
        way=way,
        shown_name=nominees.shown_name,
    )


@bp.get("/nominees/<int:id>")
@may_run
def show(id):
    return _page(_one(id))


@bp.post("/nominees/<int:id>/look")
@may_run
def look(id):
    """A name is looked for with what is posted, because no name belongs in an address."""
    return _page(_one(id))


def _page(nominee: Nominee, status: int = 200, card_form=None, match_form=None):
    voices = nominees.voices_for(nominee, signed_in())
    session.commit()
    choices = says.choices_of([nominee.id]).get(nominee.id, [])
    page = render_template(
        "awards/desk/nominee.html",
        nominee=nominee,
        name=nominees.shown_name(nominee),
        voices=voices,
        others=nominees.lines_of(joining.same_name(nominee, signed_in()).order_by(Nominee.id)),
        shown_name=nominees.shown_name,
        match_form=match_form or _match_form(nominee, formdata=None),
        sought=_sought(nominee),
        cards=_cards(nominee, voices, card_form),
        choices=choices,
        shown=says.may_show(nominee, choices),
        button_form=EmptyForm(formdata=None),
        held_because=HELD_BECAUSE,
        states=NOMINATION_STATES,
        parts=NOMINATOR_PARTS,
        sayers=SAYERS,
        hows=HOWS,
        is_for=rounds.is_for,
    )
    return page, status


def _sought(nominee: Nominee) -> str:
    return request.form.get("name", "").strip()[:200] or nominee.name or ""


def _match_form(nominee: Nominee, **values) -> MatchForm:
    return MatchForm(joining.people_called(_sought(nominee), signed_in()), **values)


def _cards(nominee: Nominee, voices, card_form=None) -> list[tuple]:
    """(category, card or None, form) for each category in which a voice is in."""
    there = judging.cards_of(nominee)
    told = (voice.nomination for voice in voices)
    categories = {one.category for one in told if one.state == "in"} - {None}
    found = []
    for category in sorted(categories, key=lambda one: one.position):
        if card_form is not None and card_form[0] == category.id:
            form = card_form[1]
        else:
            card = there.get(category.id)
            words = card.words if card else judging.suggested_words(nominee, category)
            form = CardForm(formdata=None, data={"words": words}, prefix=f"card-{category.id}")
        found.append((category, there.get(category.id), form))
    return found


@bp.post("/nominees/<int:id>/cards/<int:category_id>")
@may_run
def write_card(id, category_id):
    nominee = _one(id)
    category = get_or_404(
        select(Category).where(Category.id == category_id, Category.round_id == nominee.round_id)
    )
    form = CardForm(prefix=f"card-{category.id}")
    if not form.validate_on_submit():
        return _page(nominee, 422, card_form=(category.id, form))
    judging.write_card(nominee, category, form.words.data.strip(), signed_in())
    session.commit()
    flash(_("The judges see this card now."), "good")
    return redirect(url_for(".show", id=nominee.id))


@bp.post("/nominees/<int:id>/match")
@may_run
def match(id):
    nominee = _one(id)
    person = _person_picked()
    if person is None:
        form = _match_form(nominee)
        form.validate()
        return _page(nominee, 422, match_form=form)
    will_write()
    try:
        one = joining.match(_one(id), person, signed_in())
    except joining.NotTheSame:
        return _somebody_was_first(nominee.round_id)
    session.commit()
    return redirect(url_for(".show", id=one.id))


def _somebody_was_first(round_id: int):
    session.rollback()
    flash(_("Somebody changed this just now. Look at it again."), "careful")
    return redirect(url_for(".index", id=round_id))


def _person_picked() -> YoungPerson | None:
    """The young person picked, of the councils this officer runs awards for."""
    number = request.form.get("person", 0, int)
    if not 0 < number < 2**63:
        return None
    here = within(YoungPerson.council_code, signed_in(), Permission.AWARD_RUN)
    return get_or_404(select(YoungPerson).where(YoungPerson.id == number, here))


@bp.post("/nominees/<int:id>/join")
@may_run
def join(id):
    """One other of the same name, whom somebody looked at, becomes one with this."""
    nominee, number = _one(id), request.form.get("other", 0, int)
    if not 0 < number < 2**63:
        flash(_("Pick who is the same person."), "careful")
        return redirect(url_for(".show", id=id))
    other = get_or_404(joining.same_name(nominee, signed_in()).where(Nominee.id == number))
    try:
        nominee = joining.join(other, nominee, signed_in())
    except joining.NotTheSame:
        return _somebody_was_first(other.round_id)
    session.commit()
    flash(_("Joined. Every voice is kept."), "good")
    return redirect(url_for(".show", id=nominee.id))


@bp.post("/nominations/<int:nomination_id>/split")
@may_run
def split(nomination_id):
    alone = joining.split(_nomination(nomination_id), signed_in())
    session.commit()
    return redirect(url_for(".show", id=alone.id))


@bp.post("/nominations/<int:nomination_id>/release")
@may_run
def release(nomination_id):
    nomination = _nomination(nomination_id)
    try:
        nominees.release(nomination, signed_in())
    except nominees.DeskHasIt:
        flash(_("The duty desk has not closed this yet. It stays held back until then."), "careful")
    session.commit()
    return redirect(url_for(".show", id=nomination.nominee_id))


@bp.post("/nominations/<int:nomination_id>/put-aside")
@may_run
def put_aside(nomination_id):
    nomination = _nomination(nomination_id)
    nominees.put_aside(nomination, signed_in())
    session.commit()
    return redirect(url_for(".show", id=nomination.nominee_id))
