"""A round's certificates: made in one batch, how far it is, the files, printed and sent."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from sqlalchemy import select

from app.awards import handing_out, printing
from app.awards.models import AwardRound, Certificate, CertificateBatch, Nominee
from app.awards.nominees import shown_name
from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in

bp = Blueprint("certificates", __name__, url_prefix="/awards/desk")
may_run = requires(Permission.AWARD_RUN)
WATCHED_SECONDS = 3


def _round(id: int) -> AwardRound:
    return get_or_404(AwardRound.visible_to(signed_in()).where(AwardRound.id == id))


@bp.get("/<int:id>/certificates")
@may_run
def index(id):
    row, account = _round(id), signed_in()
    batches = printing.batches_of(row, account)
    certificates = printing.certificates_of_round(row, account)
    working = any(not batch.finished for batch in batches)
    return render_template(
        "awards/desk/certificates.html",
        round=row,
        batches=batches,
        places=printing.places_of(batches),
        whole=printing.whole_of(row, account),
        certificates=certificates,
        missing=[one for one in certificates if one.missing],
        watching=WATCHED_SECONDS if working else None,
        shown_name=shown_name,
        form=EmptyForm(formdata=None),
    )


@bp.post("/<int:id>/certificates")
@may_run
def make(id):
    """All of the round, or again those that are ticked."""
    row = _round(id)
    again = request.form.get("do") == "some"
    ticked = _ticked() if again else []
    if again and not ticked:
        flash(_("Tick whose certificate is to be made again."), "careful")
        return redirect(url_for(".index", id=row.id))
    try:
        printing.print_round(row, signed_in(), ticked)
    except printing.NobodyToPrint:
        flash(_("Nobody has a nomination that is in yet."), "careful")
    session.commit()
    return redirect(url_for(".index", id=row.id))


def _ticked() -> list[int]:
    numbers = (int(one) for one in request.form.getlist("nominee") if one.isdecimal())
    return [number for number in numbers if number < 2**63]


@bp.post("/<int:id>/certificates/printed")
@may_run
def printed(id):
    return _mark(id, "printed")


@bp.post("/<int:id>/certificates/sent")
@may_run
def sent(id):
    return _mark(id, "sent")


def _mark(id: int, what: str):
    row = _round(id)
    certificates = printing.certificates_of_round(row, signed_in())
    count = handing_out.mark(certificates, what, signed_in())
    session.commit()
    flash(_("Written down for %(count)s.", count=count), "good")
    return redirect(url_for(".index", id=row.id))


@bp.get("/batches/<int:batch_id>/certificates.zip")
@may_run
def as_zip(batch_id):
    account = signed_in()
    batch = get_or_404(CertificateBatch.visible_to(account).where(CertificateBatch.id == batch_id))
    _record_reading(batch)
    files = handing_out.zipped(batch, account)
    return _file(stream_with_context(files), "application/zip", "certificates.zip")


@bp.get("/batches/<int:batch_id>/print.pdf")
@may_run
def as_print_file(batch_id):
    batch = get_or_404(
        CertificateBatch.whole_for(signed_in()).where(CertificateBatch.id == batch_id)
    )
    content = batch.print_file
    if content is None:
        abort(404)
    _record_reading(batch)
    return _file(content, "application/pdf", "print.pdf")


def _record_reading(batch: CertificateBatch) -> None:
    audit.record("read", "certificate_batch", batch.id, signed_in())
    session.commit()


@bp.get("/nominees/<int:id>/certificate.pdf")
@may_run
def as_pdf(id):
    seen = Nominee.visible_to(signed_in()).with_only_columns(Nominee.id)
    certificate = get_or_404(
        select(Certificate).where(Certificate.nominee_id == id, Certificate.nominee_id.in_(seen))
    )
    content = certificate.file
    if content is None:
        abort(404)
    audit.record("read", "certificate", certificate.id, signed_in())
    session.commit()
    return _file(content, "application/pdf", "certificate.pdf")


def _file(content, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
