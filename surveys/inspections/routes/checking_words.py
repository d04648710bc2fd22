"""For officers: the look at the inspectors' own words, before they are printed."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core import audit
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from app.people.pointing import POINTED, names_in, pointed_at
from app.safeguarding.open_alerts import with_the_desk
from surveys.inspections import own_words
from surveys.inspections.desk_forms import CheckForm
from surveys.inspections.marks import Outdated
from surveys.inspections.rewording import told_mark
from surveys.inspections.told_models import InspectorsWords

bp = Blueprint("inspectors_words_check", __name__, url_prefix="/inspections/desk/words")
may_check = requires(Permission.INSPECTION_CHECK)


def _words(id: int) -> InspectorsWords:
    return get_or_404(InspectorsWords.visible_to(signed_in()).where(InspectorsWords.id == id))


@bp.get("/<int:words_id>")
@may_check
def show(words_id):
    row = _words(words_id)
    audit.record("read", "inspectors_words", row.id, signed_in())
    session.commit()
    data = {"told": row.told or row.words, "told_because": row.told_because}
    data["seen"] = told_mark(row)
    return _page(row, CheckForm(row.words, formdata=None, data=data))


def _page(row: InspectorsWords, form: CheckForm, now=None):
    """`now`: what the inspectors or another officer wrote meanwhile."""
    return render_template(
        "inspections/desk/words.html",
        row=row,
        form=form,
        now=now,
        today=today(),
        desk=with_the_desk(["inspectors_words"], [row.id], signed_in()),
        period=Period.parse(row.quarter),
        pointed=pointed_at(row.told or row.words, names_in(row.council_code)),
        why=POINTED,
    )


@bp.post("/<int:words_id>")
@may_check
def check(words_id):
    row = _words(words_id)
    form = CheckForm(row.words)
    if not form.validate_on_submit():
        return _page(row, form), 422
    try:
        seen, because = form.seen.data or "", form.told_because.data or ""
        own_words.check_words(row, form.told.data, signed_in(), seen, because)
    except Outdated:
        session.rollback()
        form.seen.data = told_mark(row)
        return _page(row, form, (row.words, row.told)), 409
    except own_words.SamePerson:
        flash(_("You wrote it, so somebody else checks it."), "careful")
    session.commit()
    return redirect(url_for("inspection_desk.index"))
