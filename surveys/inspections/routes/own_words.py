"""For inspectors: a short text about a quarter, which the board reads as theirs."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.accounts.council_names import council_name
from app.accounts.councils import councils_of
from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import signed_in
from surveys.inspections import own_words
from surveys.inspections.forms import OwnWordsForm
from surveys.inspections.routes.door import may_inspect

bp = Blueprint("inspectors_words", __name__, url_prefix="/inspecting/our-words")


def _form(**values) -> OwnWordsForm:
    councils = [
        (one.code, council_name(one.name)) for one in councils_of(signed_in(), Permission.INSPECT)
    ]
    quarters = [(period.code, period.label) for period in own_words.quarters()]
    return OwnWordsForm(councils, quarters, **values)


def _page(form: OwnWordsForm):
    return render_template(
        "inspections/own_words.html",
        form=form,
        written_words=[
            (Period.parse(one.quarter), one) for one in own_words.all_words(signed_in())
        ],
        councils={code: name for code, name, *_rest in map(tuple, form.council.choices)},
    )


@bp.get("/")
@may_inspect
def show():
    return _page(_form(formdata=None))


@bp.post("/")
@may_inspect
def write():
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    period = Period.parse(form.quarter.data)
    own_words.write_words(form.council.data, period, form.words.data, signed_in())
    session.commit()
    flash(_("Kept. An adult looks that nobody can be recognised, and then it is printed."), "good")
    return redirect(url_for(".show"))
