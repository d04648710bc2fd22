"""Bringing in episodes from a file: upload, see what would happen row by row, then do it."""

from collections import Counter
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core.carrying import brought_back, carry
from app.core.db import only_reads_at_first, session
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.table_reading import NotATable
from app.interviews.import_columns import CODES
from app.interviews.import_forms import WHICH, ConfirmForm, UploadForm, picked_from
from app.interviews.importing import Problem, Row, read
from app.interviews.intake import (
    ALREADY_HERE,
    BACK,
    FATES,
    KEPT,
    REFUSED,
    Intake,
    councils_by_name,
    slices,
)
from app.people.models import YoungPerson
from app.people.teams import case_team
from app.people.texts import HOME_TYPES

bp = Blueprint("interview_import", __name__, url_prefix="/interviews/import")
bp.add_app_template_global(CODES.items, "import_codes")

may_import = requires(Permission.EPISODES_MANAGE)

LARGEST = 3 * 1024 * 1024
MOST_ROWS = 2_000
"""More than this is brought in with the command, which no browser has to wait for."""
SHOWN = 100
"""Rows of each kind that are listed one by one; the figures are of all of them."""


class Candidate(NamedTuple):
    """One of several children who may be meant, and what tells them apart."""

    young_person: YoungPerson
    home: str | None
    workers: str


def _councils() -> list[Council]:
    """The councils whose register this account keeps."""
    return councils_of(signed_in(), Permission.EPISODES_MANAGE)


def _place() -> str:
    return f"episodes:file:{signed_in().id}"


def _read(raw: bytes, councils: list[Council]) -> list[Row | Problem]:
    """Every row of the file. Raises NotATable."""
    if len(raw) > LARGEST:
        raise NotATable(_("the file is too large for this page"))
    rows = list(read(raw, councils_by_name(councils)))
    if len(rows) > MOST_ROWS:
        raise NotATable(
            _("it has %(rows)s rows; this page takes %(limit)s", rows=len(rows), limit=MOST_ROWS)
        )
    return rows


@bp.get("")
@may_import
def new():
    return render_template("interviews/import.html", form=UploadForm(_councils(), formdata=None))


@bp.post("")
@may_import
def look():
    """What would happen: nothing is kept, and the file goes back to the browser sealed."""
    only_reads_at_first()  # Nothing is written, so nobody waits for a large file.
    councils = _councils()
    form = UploadForm(councils)
    if not form.validate_on_submit():
        return render_template("interviews/import.html", form=form), 422
    raw = form.file.data.read(LARGEST + 1)
    try:
        rows = _read(raw, councils)
    except NotATable as reason:
        form.file.errors = [_("This file cannot be read: %(reason)s.", reason=reason)]
        return render_template("interviews/import.html", form=form), 422
    intake = Intake(form.council.data, by=signed_in())
    fates = [fate for chunk in slices(rows) for fate in intake.look(chunk)]
    sealed = carry(raw, {"council": form.council.data}, _place())
    return render_template(
        "interviews/import_look.html",
        unclear=[(fate, [_told_apart(one) for one in fate.which]) for fate in fates if fate.which],
        **{what: [fate for fate in fates if fate.what == what] for what in FATES},
        shown=SHOWN,
        field_of=WHICH,
        form=ConfirmForm(formdata=None, sealed=sealed),
    )


def _told_apart(young_person: YoungPerson) -> Candidate:
    team = case_team(young_person)
    workers = ", ".join(dict.fromkeys(one.worker.display_name for one in team))
    return Candidate(young_person, HOME_TYPES.get(young_person.home_type), workers)


@bp.post("/confirm")
@may_import
def create():
    form, councils = ConfirmForm(), _councils()
    back = brought_back(form.sealed.data or "", _place()) if form.validate_on_submit() else None
    if back is None or back[1]["council"] not in {council.code for council in councils}:
        form = UploadForm(councils, formdata=None)
        form.file.errors = [_("The file did not come back whole. Please choose it again.")]
        return render_template("interviews/import.html", form=form), 422
    raw, told = back
    intake = Intake(told["council"], by=signed_in(), picked=picked_from(request.form))
    counted = Counter()
    for chunk in slices(_read(raw, councils)):
        counted.update(fate.what for fate in intake.keep(chunk))
        session.commit()
    flash(
        _(
            "Kept: %(kept)s. Back now: %(back)s. Already here: %(here)s. Bad rows: %(bad)s.",
            kept=counted[KEPT],
            back=counted[BACK],
            here=counted[ALREADY_HERE],
            bad=counted[REFUSED],
        ),
        "good",
    )
    return redirect(url_for("interviews.index"), 303)
