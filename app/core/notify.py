"""GOV.UK Notify: mail and texts through its own client, when NOTIFY_KEY is set.

Notify sends what stands in a template of its service. Ours are two that say nothing themselves: the
mail's has a place for ((subject)) and ((body)), the text's for ((body)); the words are made here,
from the facts that mail may be told. Notify makes no promise to refuse the same thing twice; the
reference tells.
"""

import logging
from collections.abc import Mapping

from flask import current_app

from app.core.jobs import GiveUp

SECONDS = 20
OF_THE_ADDRESS = ("phone_number", "email_address")
"""How Notify's complaint about an address begins."""


class AddressRefused(GiveUp):
    """Notify says that this is no number or address; it will say so again."""


def is_used() -> bool:
    """True if mail and texts leave by Notify."""
    return bool(current_app.config["NOTIFY_KEY"])


def send_mail(to: str, subject: str, body: str, reference: str) -> None:
    """Raises AddressRefused, or what may be over by the next try."""
    with _Client() as client:
        client.send_email_notification(
            email_address=to,
            template_id=current_app.config["NOTIFY_TEMPLATES"]["email"],
            personalisation={"subject": subject, "body": body},
            reference=reference,
        )


def send_text(to: str, body: str, reference: str) -> None:
    """Raises AddressRefused, or what may be over by the next try."""
    with _Client() as client:
        client.send_sms_notification(
            phone_number=to,
            template_id=current_app.config["NOTIFY_TEMPLATES"]["sms"],
            personalisation={"body": body},
            reference=reference,
        )


class _Client:
    """Notify's client for one message. Its connection is closed afterwards."""

    def __enter__(self):
        # Loading it takes as long as half of a start, which has no need of it.
        from notifications_python_client.notifications import NotificationsAPIClient

        # It logs what Notify answered, and that may quote what was sent.
        logging.getLogger("notifications_python_client").disabled = True
        logging.getLogger("notifications_python_client.base").disabled = True
        settings = current_app.config
        self.client = NotificationsAPIClient(
            settings["NOTIFY_KEY"], base_url=settings["NOTIFY_URL"], timeout=SECONDS
        )
        return self.client

    def __exit__(self, _kind, problem, _trace) -> None:
        self.client.request_session.close()
        if problem is not None and _is_the_address(problem):
            raise AddressRefused from problem


def _is_the_address(problem: BaseException) -> bool:
    """True for a refusal that only another number or address can change.

    Everything else that Notify refuses may be put right there or here (a key, a template, the limit
    of a day, a clock that is wrong), and is tried again; meanwhile the desk says that it waits.
    """
    if getattr(problem, "status_code", None) != 400:
        return False
    errors = getattr(problem, "message", None)
    return isinstance(errors, list) and any(_names_the_address(error) for error in errors)


def _names_the_address(error: object) -> bool:
    if not isinstance(error, Mapping) or error.get("error") != "ValidationError":
        return False
    return str(error.get("message", "")).startswith(OF_THE_ADDRESS)
