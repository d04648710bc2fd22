"""Mail: written as a job in the caller's transaction, and sent by the worker after the commit.

Mail goes through other people's computers and stands on locked screens. So it says that something
waits, and where, and never what: each template takes only the facts named here, and beside a
colleague's name none of them has room for words. The worker may send one mail twice, never none;
its Message-ID tells.
"""

import re
import secrets
import smtplib
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app
from sqlalchemy import and_, exists, or_, select

from app.core.addresses import public_address
from app.core.clock import LONDON, now
from app.core.db import session
from app.core.jobs import Job, enqueue, handler

KIND = "mail"
SMTP_SECONDS = 20
LONGEST_NAME = 120
OUR_PATH = re.compile(r"[A-Za-z0-9/_.\-]{1,300}")
"""No spaces, no escapes, nothing to ask: there is no room for a sentence in our addresses."""
LATE = timedelta(minutes=10)
ROUNDED = timedelta(minutes=15)
"""How much older a job may look than it is, because its time is rounded down."""


class NotAFact(ValueError):
    """Something that may not stand in mail. The message names the fact, never its value."""


def _url(value: object) -> bool:
    """An address on our own site."""
    home = public_address("")
    return (
        isinstance(value, str)
        and value.startswith(home + "/")
        and OUR_PATH.fullmatch(value.removeprefix(home)) is not None
    )


def _name(value: object) -> bool:
    """A member of staff's name: one line, as long as a name."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _level(value: object) -> bool:
    """How pressing: red for now, amber for today."""
    return value in ("red", "amber")


def _moment(value: object) -> bool:
    """An aware moment as ISO 8601 writes it."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


ALERT = {"level": _level, "due_at": _moment, "url": _url}
TEMPLATES: dict[str, Mapping[str, Callable[[object], bool]]] = {
    "alert_raised": ALERT,
    "alert_second_contact": ALERT,
    "alerts_imported": {**ALERT, "count": _count},
    "staff_invitation": {"name": _name, "url": _url},
    "reply_overdue": {"name": _name, "url": _url},
    "claim_waiting": {"name": _name, "url": _url},
    "return_interview_soon": {"due_at": _moment, "url": _url},
    "return_interview_late": {"due_at": _moment, "url": _url},
    "return_interview_given_back": {"due_at": _moment, "url": _url},
    "return_interview_to_hold": {"name": _name, "url": _url},
    "return_interview_told": {"name": _name, "url": _url},
}
"""The mails there are, and all that each may be told."""


def post(to: str, template: str, **facts: object) -> None:
    """Have this mail sent, if the caller's transaction is committed. Raises NotAFact.

    An address that cannot be used does not raise: what made the mail necessary must be kept all
    the same. The mail then stays in the outbox, and the duty desk says so.
    """
    allowed = TEMPLATES[template]
    if facts.keys() != allowed.keys():
        raise NotAFact(f"{template} takes {', '.join(sorted(allowed))}")
    for fact, value in facts.items():
        if not allowed[fact](value):
            raise NotAFact(f"{template}: {fact}")
    message_id = f"{secrets.token_hex(16)}@listen.invalid"
    enqueue(KIND, {"to": to, "template": template, "facts": facts, "message_id": message_id})


@handler(KIND)
def deliver(payload: dict) -> None:
    """Send one mail the way MAIL_URL says. Raises when it was not taken."""
    address = urlsplit(current_app.config["MAIL_URL"])
    WAYS[address.scheme](address, write(payload))


def write(payload: dict) -> EmailMessage:
    """The mail of a job. Raises ValueError for an address with a line break or two people in it."""
    # Not render_template: that would ask who is signed in, and nobody is.
    template = current_app.jinja_env.get_template(f"mail/{payload['template']}.txt")
    text = template.render(payload["facts"])
    subject, _line, body = text.partition("\n")
    message = EmailMessage(policy=SMTP)
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = Address(addr_spec=payload["to"])
    message["Subject"] = subject.strip()
    message["Date"] = format_datetime(now().astimezone(LONDON))
    message["Message-ID"] = f"<{payload['message_id']}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message


def is_stuck() -> bool:
    """True if mail has waited for over ten minutes, or was given up."""
    waited = and_(Job.attempts > 0, Job.since <= now() - LATE)
    untried = Job.since <= now() - LATE - ROUNDED
    stuck = or_(waited, untried, Job.failed)
    return session.scalar(select(exists().where(Job.kind == KIND, stuck)))


def _to_a_file(address: SplitResult, message: EmailMessage) -> None:
    """One file a mail, whole or not at all; sent a second time, it is the same file."""
    folder = Path(unquote(address.path))
    folder.mkdir(parents=True, exist_ok=True)
    name = message["Message-ID"].strip("<>").partition("@")[0]
    unfinished = folder / f"{name}.tmp"
    unfinished.write_bytes(message.as_bytes())
    unfinished.replace(folder / f"{name}.eml")


def _to_a_server(address: SplitResult, message: EmailMessage) -> None:
    port = address.port or 25
    with smtplib.SMTP(address.hostname, port, timeout=SMTP_SECONDS) as server:
        if parse_qs(address.query).get("starttls") == ["1"]:
            server.starttls(context=ssl.create_default_context())
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(message)


WAYS = {"file": _to_a_file, "smtp": _to_a_server}
