"""For inspectors: a short text about a quarter, which the board reads as theirs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.accounts.council_names import plain_council_name
from app.accounts.councils import councils_of
from app.core.clock import today
from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.inspections import own_words
from surveys.inspections.forms import OwnWordsForm
from surveys.inspections.marks import WORDS, Outdated, mark_of
from surveys.inspections.quarters import open_quarters
from surveys.inspections.routes.door import may_inspect, own_council

bp = Blueprint("inspectors_words", __name__, url_prefix="/inspecting/our-words")


def _form(**values) -> OwnWordsForm:
    councils = [
        (one.code, plain_council_name(one.name))
        for one in councils_of(signed_in(), Permission.INSPECT)
    ]
    quarters = [(period.code, period.label) for period in open_quarters()]
    return OwnWordsForm(councils, quarters, **values)


def _filled() -> OwnWordsForm:
    """With what is there for the council and quarter asked for, or for their own and this one."""
    form = _form(formdata=None)
    councils = [one.value for one in form.council.choices]
    quarters = [one.value for one in form.quarter.choices]
    wanted = (request.args.get("council"), own_council(signed_in()), *councils)
    form.council.data = next((one for one in wanted if one in councils), None)
    wanted = (request.args.get("quarter"), *quarters)
    form.quarter.data = next(one for one in wanted if one in quarters)
    row = own_words.words_for(form.council.data, Period.parse(form.quarter.data))
    form.words.data, form.seen.data = (row.words if row else ""), mark_of(row, WORDS)
    return form


def _page(form: OwnWordsForm, now=None):
    """`now`: the words that somebody else wrote meanwhile."""
    return render_template(
        "inspections/own_words.html",
        form=form,
        now=now,
        today=today(),
        open_quarters=[one.value for one in form.quarter.choices],
        written_words=[
            (Period.parse(one.quarter), one) for one in own_words.all_words(signed_in())
        ],
        councils={code: name for code, name, *_rest in map(tuple, form.council.choices)},
    )


@bp.get("/")
@may_inspect
def show():
    return _page(_filled())


@bp.post("/")
@may_inspect
def write():
    form = _form()
    if only_language():
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    period = Period.parse(form.quarter.data)
    words, seen = form.words.data, form.seen.data or ""
    try:
        own_words.write_words(form.council.data, period, words, signed_in(), seen)
    except Outdated as outdated:
        form.seen.data = mark_of(outdated.row, WORDS)
        return _page(form, (outdated.row.words,)), 409
    session.commit()
    flash(_("Kept. An adult looks that nobody can be recognised, and then it is printed."), "good")
    return redirect(url_for(".show"))
