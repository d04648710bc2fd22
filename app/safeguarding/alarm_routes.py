"""For whoever watches from outside: 200 while the duty desk works, 503 with what has fallen quiet.

It names no council, no alert and nobody: anybody may ask.
"""

from flask import Blueprint, flash, redirect, request, url_for

from app.core import audit, outbox
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from app.safeguarding.alarms import PARTS, quiet_parts
from app.safeguarding.texts import QUIET

bp = Blueprint("alarms", __name__)
bp.add_app_template_global(QUIET.get, "quiet_words")


@bp.get("/healthz/duty")
@public
def healthz():
    quiet = {one.part for one in quiet_parts()}
    return {part: "quiet" if part in quiet else "ok" for part in PARTS}, 503 if quiet else 200


@bp.post("/safeguarding/try-now")
@requires(Permission.ALERTS)
def try_now():
    """What did not leave is tried at once: somebody has mended whatever it was."""
    if EmptyForm().validate_on_submit():
        waited = outbox.try_now()
        audit.record("messages_tried_now", "job", None, signed_in(), note=f"{waited} messages")
        session.commit()
        flash(_("They are tried now. Look again in a minute."))
    return redirect(url_for("safeguarding.index"))


@bp.post("/safeguarding/given-up")
@requires(Permission.ALERTS)
def set_aside():
    """Somebody has told those whom mail or a text did not reach, and it is not shown any more."""
    if EmptyForm().validate_on_submit():
        shown = {int(id) for id in request.form.getlist("job") if id.isdecimal()}
        jobs = [job for job in session.scalars(outbox.given_up()) if job.id in shown]
        for job in jobs:
            session.delete(job)
        audit.record("given_up_set_aside", "job", None, signed_in(), note=f"{len(jobs)} messages")
        session.commit()
        flash(_("It is not shown any more."))
    return redirect(url_for("safeguarding.index"))
