"""Bringing in comments from a file: upload, see what would happen row by row, then do it."""

from collections import Counter
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms.fields import SelectChoice

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core.carrying import brought_back, carry
from app.core.clock import today
from app.core.db import only_reads_at_first, session
from app.core.i18n import _, ngettext
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.table_reading import NotATable
from feedback.import_forms import ConfirmForm, UploadForm
from feedback.importing import ignored_columns
from feedback.intake import ALREADY_HERE, FATES, KEPT, REFUSED, TWICE, Intake, reader, slices

bp = Blueprint("importing", __name__, url_prefix="/feedback/import")

LARGEST = 3 * 1024 * 1024
MOST_ROWS = 2_000
"""More than this is brought in with the command, which no browser has to wait for."""
SHOWN = 100
"""Rows of each kind that are listed one by one; the figures are of all of them."""


class TooMany(NotATable):
    """More rows than a page can wait for."""


def _councils() -> list[Council]:
    """The councils this account may bring in comments for."""
    return councils_of(signed_in(), Permission.IMPORT)


def _upload_form(councils: list[Council], **kwargs) -> UploadForm:
    form = UploadForm(**kwargs)
    form.council.choices = [SelectChoice(council.code, council.name) for council in councils]
    return form


def _read(raw: bytes, councils: list[Council], text_column: str) -> list:
    """Every row of the file. Raises NotATable."""
    if len(raw) > LARGEST:
        raise TooMany(_("the file is too large for this page"))
    rows = list(reader(councils).read(raw, text_column.strip() or None))
    if len(rows) > MOST_ROWS:
        raise TooMany(
            _("it has %(rows)s rows; this page takes %(limit)s", rows=len(rows), limit=MOST_ROWS)
        )
    return rows


@bp.get("")
@requires(Permission.IMPORT)
def new():
    form = _upload_form(_councils(), formdata=None)
    return render_template("feedback/importing.html", form=form)


@bp.post("")
@requires(Permission.IMPORT)
def look():
    """What would happen: nothing is kept, and the file goes back to the browser sealed."""
    only_reads_at_first()  # Nothing is written, so nobody waits for a large file.
    councils = _councils()
    form = _upload_form(councils)
    if not form.validate_on_submit():
        return render_template("feedback/importing.html", form=form), 422
    raw = form.file.data.read(LARGEST + 1)
    told = {
        "council": form.council.data,
        "day": (form.day.data or today()).isoformat(),
        "language": form.language.data,
        "text_column": form.text_column.data or "",
    }
    try:
        rows = _read(raw, councils, told["text_column"])
    except NotATable as reason:
        form.file.errors = [_("This file cannot be read: %(reason)s.", reason=reason)]
        return render_template("feedback/importing.html", form=form), 422
    intake = _intake(told)
    fates = [fate for chunk in slices(rows) for fate in intake.look(chunk)]
    return render_template(
        "feedback/importing_look.html",
        **{what: [fate.row for fate in fates if fate.what == what] for what in FATES},
        shown=SHOWN,
        ignored=ignored_columns(raw, told["text_column"].strip() or None),
        intake=intake,
        council_names={council.code: council.name for council in councils},
        form=ConfirmForm(formdata=None, sealed=carry(raw, told, _place())),
    )


@bp.post("/confirm")
@requires(Permission.IMPORT)
def create():
    form = ConfirmForm()
    back = brought_back(form.sealed.data or "", _place()) if form.validate_on_submit() else None
    councils = _councils()
    if back is None or back[1]["council"] not in {council.code for council in councils}:
        form = _upload_form(councils, formdata=None)
        form.file.errors = [_("The file did not come back whole. Please choose it again.")]
        return render_template("feedback/importing.html", form=form), 422
    raw, told = back
    intake, counted = _intake(told), Counter()
    for chunk in slices(_read(raw, councils, told["text_column"])):
        counted.update(fate.what for fate in intake.keep(chunk))
        session.commit()
    intake.finish()
    session.commit()
    flash(
        ngettext("%(num)d comment was kept.", "%(num)d comments were kept.", counted[KEPT])
        + " "
        + _(
            "Already here: %(here)s. Bad rows: %(bad)s.",
            here=counted[ALREADY_HERE] + counted[TWICE],
            bad=counted[REFUSED],
        )
    )
    return redirect(url_for("coding.show", batch=intake.batch_id))


def _intake(told: dict) -> Intake:
    return Intake(
        told["council"], date.fromisoformat(told["day"]), told["language"], by=signed_in()
    )


def _place() -> str:
    return f"import:file:{signed_in().id}"
