"""The outbox: mail that says something waits, and never what."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core import outbox
from app.core.db import session as app_session
from app.core.jobs import Job, run_worker
from app.core.outbox import NotAFact, post
from tests.core.mail_server import MailServer

DESK = "http://localhost/safeguarding/12"
ALERT = {"level": "red", "due_at": "2026-07-15T10:00:00+00:00", "url": DESK}
CANARY = "he hits me when nobody looks"


def waiting() -> list[Job]:
    """The jobs there are. Nothing stays locked by looking."""
    found = list(app_session.scalars(select(Job)))
    app_session.rollback()
    return found


def sent(tmp_path: Path) -> list:
    files = sorted((tmp_path / "mail").glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def test_mail_is_written_to_a_file_when_that_is_what_is_set(app, session, tmp_path):
    post("duty@listen.invalid", "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    (mail,) = sent(tmp_path)
    assert mail["To"] == "duty@listen.invalid"
    assert mail["Subject"].startswith("Now: an alert on the duty desk.")
    assert DESK in mail.get_content()


def test_the_same_mail_delivered_twice_is_one_file(app, session, tmp_path):
    post("duty@listen.invalid", "alert_raised", **ALERT)
    payload = session.scalars(select(Job)).one().payload
    outbox.deliver(payload)
    outbox.deliver(payload)
    assert len(sent(tmp_path)) == 1


@pytest.mark.parametrize(
    ("template", "facts"),
    [
        ("alert_raised", ALERT),
        ("alert_second_contact", ALERT),
        ("alerts_imported", {**ALERT, "count": 3}),
        ("staff_invitation", {"url": "http://localhost/set-password/a.b-c_d", "name": "Jo Bright"}),
        ("reply_overdue", {"url": "http://localhost/feedback/7", "name": "Jo Bright"}),
        ("alerts_waiting", {**ALERT, "count": 2}),
        ("conversations_opened", {"url": DESK, "name": "Jo Bright"}),
        ("award_answers", {"url": "http://localhost/awards/desk/7/door", "name": "Jo Bright"}),
        ("award_invited", {"url": "http://localhost/awards/team/", "name": "Jo Bright"}),
        ("award_say_needed", {"url": "http://localhost/awards/team/", "name": "Jo Bright"}),
        ("return_interview_soon", {"due_at": ALERT["due_at"], "url": DESK}),
        ("return_interview_late", {"due_at": ALERT["due_at"], "url": DESK}),
    ],
)
def test_every_mail_has_a_subject_a_link_and_our_words(app, session, template, facts):
    post("a@listen.invalid", template, **facts)
    mail = outbox.write(session.scalars(select(Job)).one().payload)
    assert mail["Subject"].strip()
    assert facts["url"] in mail.get_content()
    assert "{" not in mail.as_string()


def test_every_mail_was_tried():
    folder = Path(__file__).resolve().parents[2] / "templates" / "mail"
    assert {file.stem for file in folder.iterdir()} == set(outbox.TEMPLATES)


@pytest.mark.parametrize(
    ("template", "facts"),
    [
        ("alert_raised", {**ALERT, "words": CANARY}),
        ("alert_raised", {**ALERT, "url": f"http://localhost/safeguarding/{CANARY}"}),
        ("alert_raised", {**ALERT, "url": "http://localhost/safeguarding/12?said=help"}),
        ("alert_raised", {**ALERT, "url": "http://localhost/safeguarding/help%20me"}),
        ("alert_raised", {**ALERT, "url": "http://elsewhere.example/12"}),
        ("alert_raised", {**ALERT, "url": "http://localhost.example/12"}),
        ("alert_raised", {**ALERT, "level": CANARY}),
        ("alert_raised", {**ALERT, "due_at": CANARY}),
        ("alert_raised", {**ALERT, "due_at": f"{ALERT['due_at']} {CANARY}"}),
        ("alert_raised", {**ALERT, "due_at": "2026-07-15T10:00:00"}),
        ("alert_raised", {**ALERT, "due_at": None}),
        ("alert_raised", {}),
        ("alerts_imported", {**ALERT, "count": CANARY}),
        ("staff_invitation", {"url": DESK, "name": CANARY * 5}),
        ("staff_invitation", {"url": DESK, "name": f"Jo\n{CANARY}"}),
    ],
)
def test_mail_takes_nothing_that_could_hold_a_childs_words(app, session, template, facts):
    with pytest.raises(NotAFact) as refused:
        post("duty@listen.invalid", template, **facts)
    assert CANARY not in str(refused.value)
    assert waiting() == []


@pytest.mark.parametrize(
    "address",
    [
        "duty@listen.invalid\nBcc: all@listen.invalid",
        "duty@listen.invalid\r\n\r\nDear all",
        "duty@listen.invalid, all@listen.invalid",
        "duty",
        "",
    ],
)
def test_an_address_can_carry_no_header_and_no_second_reader(app, session, tmp_path, address):
    post(address, "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    assert sent(tmp_path) == []
    assert waiting()[0].attempts == 1


def test_a_name_cannot_break_a_line(app):
    for sign in "\r\n\x00\x1b\u2028":
        with pytest.raises(NotAFact):
            post("a@listen.invalid", "staff_invitation", url=DESK, name=f"Jo{sign}Bcc: x")


def test_mail_goes_to_a_server(make_app, session):
    with MailServer() as server:
        app = make_app(MAIL_URL=server.url)
        post("duty@listen.invalid", "alert_raised", **ALERT)
        session.commit()
        run_worker(app, once=True)
        assert [mail["To"] for mail in server.taken] == ["duty@listen.invalid"]


def test_mail_that_is_down_for_two_hours_loses_nothing(make_app, session, clock):
    with MailServer() as server:
        port = server.server_address[1]
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{port}")
    for number in range(3):
        post("duty@listen.invalid", "alert_raised", **{**ALERT, "url": f"{DESK}{number}"})
    session.commit()
    for _ in range(24):
        run_worker(app, once=True)
        clock.forward(minutes=5)
    assert len(waiting()) == 3
    with MailServer(port) as server:
        clock.forward(minutes=15)
        run_worker(app, once=True)
        assert len(server.taken) == 3
        assert len({mail["Message-ID"] for mail in server.taken}) == 3
    assert waiting() == []


def test_mail_is_stuck_when_it_has_waited_for_ten_minutes(make_app, session, clock):
    with MailServer() as server:
        url = server.url
    app = make_app(MAIL_URL=url)
    assert not outbox.is_stuck()
    post("duty@listen.invalid", "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    assert not outbox.is_stuck()
    clock.forward(minutes=10)
    assert outbox.is_stuck()


def test_mail_that_nobody_tries_to_send_is_stuck_too(app, session, clock):
    post("duty@listen.invalid", "alert_raised", **ALERT)
    session.commit()
    assert not outbox.is_stuck()
    clock.forward(minutes=25)
    assert outbox.is_stuck()
