"""Certificates that were made: in one ZIP, and when they were printed and sent."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from app.accounts.models import Account
from app.awards.models import Certificate, CertificateBatch, Nominee
from app.awards.nominees import shown_name
from app.awards.printing import with_people
from app.core import audit
from app.core.clock import today
from app.core.db import session


def zipped(batch: CertificateBatch, account: Account) -> Iterator[bytes]:
    """A ZIP of every certificate of a batch that this officer may see, a file at a time: never all
    of them in memory.
    """
    pipe = _Pipe()
    rows = select(Certificate).where(
        Certificate.batch_id == batch.id,
        Certificate.file_sealed.is_not(None),
        Certificate.nominee_id.in_(Nominee.visible_to(account).with_only_columns(Nominee.id)),
    )
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as folder:
        for number, certificate in enumerate(
            session.scalars(with_people(rows.order_by(Certificate.id))).unique(), start=1
        ):
            folder.writestr(file_name(number, certificate), certificate.file)
            session.expire(certificate, ["file_sealed"])
            yield pipe.taken()
    yield pipe.taken()


def file_name(number: int, certificate: Certificate) -> str:
    """`007 Sky.pdf`: the name is what an envelope is found by. Nothing that a folder takes for
    itself.
    """
    name = "".join(
        sign for sign in shown_name(certificate.nominee) if sign.isalnum() or sign == " "
    )
    return f"{number:03} {name.strip()[:60]}".strip() + ".pdf"


class _Pipe(io.RawIOBase):
    """Holds what was written until it is taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, some) -> int:
        self._held += some
        return len(some)

    def taken(self) -> bytes:
        some, self._held = bytes(self._held), bytearray()
        return some


def mark(certificates: Iterable[Certificate], what: str, by: Account) -> int:
    """These were `printed` or `sent` today; how many were not before."""
    fresh = [one for one in certificates if one.file_sealed and getattr(one, f"{what}_on") is None]
    for certificate in fresh:
        setattr(certificate, f"{what}_on", today())
    session.flush()
    if fresh:
        audit.record_each(f"certificate_{what}", "nominee", [c.nominee_id for c in fresh], by)
    return len(fresh)
