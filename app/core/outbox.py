"""Mail and texts: written as a job in the caller's transaction, and sent by the worker after the
commit.

They go through other people's computers and stand on locked screens. So they say that something
waits, and where, and never what (see app.core.mail_facts). The worker may send one twice, never
none; its Message-ID tells.
"""

import secrets
import smtplib
import ssl
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app
from sqlalchemy import Select, and_, exists, false, or_, select, update

from app.core import notify
from app.core.clock import LONDON, now
from app.core.db import session
from app.core.jobs import Job, each_minute, enqueue, handler
from app.core.mail_facts import TEMPLATES, TEXTS, NotAFact, check

__all__ = ["MAIL", "TEMPLATES", "TEXT", "TEXTS", "NotAFact", "is_stuck", "post", "text", "write"]

MAIL, TEXT = "mail", "text"
"""The kinds of job."""
SMTP_SECONDS = 20
LATE = timedelta(minutes=10)
ROUNDED = timedelta(minutes=15)
"""How much older a job may look than it is, because its time is rounded down."""


def post(to: str, template: str, **facts: object) -> None:
    """Have this mail sent, if the caller's transaction is committed. Raises NotAFact.

    An address that cannot be used does not raise: what made the mail necessary must be kept all
    the same. The mail then stays in the outbox, and the duty desk says so.
    """
    check(TEMPLATES[template], template, facts)
    message_id = f"{secrets.token_hex(16)}@listen.invalid"
    enqueue(MAIL, {"to": to, "template": template, "facts": facts, "message_id": message_id})


def text(to: str, template: str, **facts: object) -> None:
    """Have this text sent to a colleague's phone, as `post` does with mail. Raises NotAFact.

    Only where texts can be sent at all: nothing waits for a way out that is not there.
    """
    check(TEXTS[template], template, facts)
    if can_text():
        reference = secrets.token_hex(16)
        enqueue(TEXT, {"to": to, "template": template, "facts": facts, "message_id": reference})


def can_text() -> bool:
    """True if texts leave: by Notify, or into the demo's files. A mail server takes none."""
    return notify.is_used() or urlsplit(current_app.config["MAIL_URL"]).scheme == "file"


@handler(MAIL)
def deliver(payload: dict) -> None:
    """Send one mail by Notify, or the way MAIL_URL says. Raises when it was not taken."""
    message = write(payload)
    if notify.is_used():
        words = message.get_content().strip()
        notify.send_mail(payload["to"], str(message["Subject"]), words, payload["message_id"])
        return
    address = urlsplit(current_app.config["MAIL_URL"])
    WAYS[address.scheme](address, message)


@handler(TEXT)
def deliver_text(payload: dict) -> None:
    """Send one text. Raises when it was not taken."""
    words = " ".join(_words("sms", payload).split())
    if notify.is_used():
        notify.send_text(payload["to"], words, payload["message_id"])
        return
    folder = urlsplit(current_app.config["MAIL_URL"])
    _keep(folder, payload["message_id"] + ".txt", f"To: {payload['to']}\n\n{words}\n".encode())


def write(payload: dict) -> EmailMessage:
    """The mail of a job. Raises ValueError for an address with a line break or two people in it."""
    subject, _line, body = _words("mail", payload).partition("\n")
    message = EmailMessage(policy=SMTP)
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = Address(addr_spec=payload["to"])
    message["Subject"] = subject.strip()
    message["Date"] = format_datetime(now().astimezone(LONDON))
    message["Message-ID"] = f"<{payload['message_id']}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message


def _words(folder: str, payload: dict) -> str:
    # Not render_template: that would ask who is signed in, and nobody is.
    template = current_app.jinja_env.get_template(f"{folder}/{payload['template']}.txt")
    return template.render(payload["facts"])


def is_stuck(kind: str = MAIL, tried: bool = False) -> bool:
    """True if mail (or texts) has waited for over ten minutes, or was given up; of what was `tried`
    alone, if that is said.
    """
    waited = and_(Job.attempts > 0, Job.since <= now() - LATE)
    untried = false() if tried else Job.since <= now() - LATE - ROUNDED
    stuck = or_(waited, untried, Job.failed)
    return session.scalar(select(exists().where(Job.kind == kind, stuck)))


def given_up() -> Select:
    """The mails and texts that nothing tries to send again."""
    return select(Job).where(Job.kind.in_((MAIL, TEXT)), Job.failed).order_by(Job.since, Job.id)


def try_now() -> int:
    """Have everything that failed and waits to be tried again tried at once; how many that is. To
    be committed by the caller.
    """
    waits = (
        Job.kind.in_((MAIL, TEXT)),
        Job.attempts > 0,
        ~Job.failed,
        Job.leased_until.is_(None),
    )
    # The full minute that has begun: a job keeps no closer time.
    tried = update(Job).where(*waits).values(run_at=now().replace(second=0, microsecond=0))
    return session.execute(tried).rowcount


def _is_of_an_alert(payload: dict) -> bool:
    return payload["template"].startswith(("alert", "desk_is_quiet"))


each_minute[MAIL] = each_minute[TEXT] = _is_of_an_alert


def _to_a_file(address: SplitResult, message: EmailMessage) -> None:
    name = message["Message-ID"].strip("<>").partition("@")[0]
    _keep(address, f"{name}.eml", message.as_bytes())


def _keep(address: SplitResult, name: str, content: bytes) -> None:
    """One file each, whole or not at all; sent a second time, it is the same file."""
    folder = Path(unquote(address.path))
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{name}.tmp"
    unfinished.write_bytes(content)
    unfinished.replace(folder / name)


def _to_a_server(address: SplitResult, message: EmailMessage) -> None:
    port = address.port or 25
    with smtplib.SMTP(address.hostname, port, timeout=SMTP_SECONDS) as server:
        if parse_qs(address.query).get("starttls") == ["1"]:
            server.starttls(context=ssl.create_default_context())
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(message)


WAYS = {"file": _to_a_file, "smtp": _to_a_server}
