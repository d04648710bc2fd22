"""Statements that are ready to be sent, made in the served database, and the cookies to do it."""

from dataclasses import dataclass

from flask import Flask
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from app.core.db import session
from feedback.models import Thread
from surveys.asking import Asking
from surveys.drafts import HELD, new_token
from surveys.models import FormVersion, Response
from surveys.publishing import current_version
from surveys.services import start_response

FORM = "something_else"
QUESTION = "your_words"
WORDS = "My worker changed again and nobody told me. I would like to say goodbye to the old one."


@dataclass(frozen=True)
class Statement:
    """Somebody's browser in the middle of a statement."""

    cookie: str
    answering: dict[str, str]
    sending: dict[str, str]


def ready_statements(app: Flask, how_many: int) -> list[Statement]:
    """Anonymous drafts, begun; what to post to answer the question, and then to send."""
    with app.test_request_context(method="POST"):
        version = current_version(FORM)
        made = [make_statement(app, version) for _ in range(how_many)]
        session.commit()
    return made


def make_statement(app: Flask, version: FormVersion) -> Statement:
    token = new_token()
    response = start_response(version, "en", token=token)
    asking = Asking(response)
    asking.answers[QUESTION] = asking.given(QUESTION).__class__(words=WORDS)
    cookie[HELD] = {FORM: token}
    csrf = generate_csrf()
    sealed = app.session_interface.get_signing_serializer(app).dumps(dict(cookie))
    return Statement(
        cookie=f"{app.config['SESSION_COOKIE_NAME']}={sealed}",
        answering={"csrf_token": csrf, "answer": WORDS, "do": "next"},
        sending={"csrf_token": csrf, "answers": asking.digest()},
    )


def how_many_were_sent(app: Flask) -> int:
    """Conversations on what was said in FORM."""
    with app.app_context():
        rows = select(Thread).join(Response).join(FormVersion)
        form = current_version(FORM).form_id
        return len(session.scalars(rows.where(FormVersion.form_id == form)).unique().all())
