"""GOV.UK Notify, through its own client, against a stand-in that checks the signed token."""

import time

import pytest
from sqlalchemy import select

from app.core import outbox
from app.core.config import NotReady
from app.core.jobs import Job, run_worker
from app.core.outbox import NotAFact, post, text
from tests.core.mail_server import MailServer
from tests.core.notify_server import KEY, SECRET, SERVICE, SETTING, NotifyServer
from tests.core.test_outbox import ALERT, CANARY, DESK, sent, waiting

NUMBER = "+447700900123"


@pytest.fixture
def notify():
    with NotifyServer() as server:
        yield server


@pytest.fixture
def app(make_app, notify):
    """An app that sends by the stand-in."""
    app = make_app(**notify.settings)
    with app.app_context():
        yield app


def given_up(session) -> list[str]:
    """Whom nothing tries to reach again. Nothing stays locked by looking."""
    found = [job.payload["to"] for job in session.scalars(outbox.given_up())]
    session.rollback()
    return found


def stuck(session) -> bool:
    """The same of whether mail waits."""
    answer = outbox.is_stuck()
    session.rollback()
    return answer


def test_mail_and_texts_leave_by_notify_with_a_token_signed_for_this_service(
    app, session, notify, figure
):
    post("duty@listen.invalid", "alert_raised", **ALERT)
    text(NUMBER, "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    mail, message = sorted(notify.taken, key=lambda one: one.way)
    assert (mail.to, message.to) == ("duty@listen.invalid", NUMBER)
    assert mail.personalisation["subject"].startswith("Now: an alert on the duty desk.")
    assert DESK in mail.personalisation["body"]
    assert message.personalisation["body"].endswith(DESK)
    assert len(message.personalisation["body"]) < 160
    for one in notify.taken:
        assert one.claims["iss"] == SERVICE
        assert abs(time.time() - one.claims["iat"]) < 30
    assert waiting() == []
    for line in notify.log:
        figure(f"notify stand-in: {line}")


@pytest.mark.parametrize(
    "key", [KEY.replace(SECRET, f"{SECRET[:-1]}3"), KEY.replace(SERVICE, f"{SERVICE[:-1]}2")]
)
def test_a_key_that_is_not_theirs_is_refused_and_the_mail_waits(make_app, session, notify, key):
    app = make_app(**{**notify.settings, "NOTIFY_KEY": key})
    with app.app_context():
        post("duty@listen.invalid", "alert_raised", **ALERT)
        session.commit()
        run_worker(app, once=True)
        [job] = waiting()
        assert (job.failed, job.last_error) == (False, "HTTPError")
    assert "403 AuthError" in notify.log[0]


def test_a_clock_that_is_wrong_is_refused_and_tried_again(app, session, notify, clock):
    notify.clock = lambda: time.time() + 120
    text(NUMBER, "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    assert given_up(session) == []
    notify.clock = time.time
    clock.forward(minutes=2)
    run_worker(app, once=True)
    assert [one.to for one in notify.taken] == [NUMBER]


@pytest.mark.parametrize("trouble", [429, 500, 503])
def test_what_may_be_over_by_the_next_try_is_tried_again(app, session, notify, clock, trouble):
    notify.trouble = trouble
    post("duty@listen.invalid", "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    clock.forward(minutes=10)
    assert given_up(session) == []
    assert stuck(session)
    notify.trouble = 0
    run_worker(app, once=True)
    assert len(notify.taken) == 1
    assert not stuck(session)


def test_nobody_listening_is_tried_again_too(make_app, session):
    with NotifyServer() as server:
        settings = server.settings
    app = make_app(**settings)
    with app.app_context():
        text(NUMBER, "alert_raised", **ALERT)
        session.commit()
        run_worker(app, once=True)
        assert len(waiting()) == 1
        assert given_up(session) == []


@pytest.mark.parametrize(
    ("send", "to", "kind"), [(text, "+4412345", outbox.TEXT), (post, "duty@nowhere", outbox.MAIL)]
)
def test_a_number_that_is_none_is_given_up_at_once_and_the_alarm_notices(
    app, session, notify, send, to, kind
):
    send(to, "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    [job] = waiting()
    assert (job.failed, job.last_error, job.attempts) == (True, "AddressRefused", 1)
    assert outbox.is_stuck(kind)
    assert given_up(session) == [job.payload["to"]]


def test_a_template_that_is_gone_can_be_put_right_and_is_tried_again(make_app, session, notify):
    app = make_app(**{**notify.settings, "NOTIFY_TEMPLATES": "email:gone,sms:gone"})
    with app.app_context():
        text(NUMBER, "alert_raised", **ALERT)
        session.commit()
        run_worker(app, once=True)
        [job] = waiting()
        assert (job.failed, job.attempts) == (False, 1)


@pytest.mark.parametrize(
    ("template", "facts"),
    [
        ("alert_raised", {**ALERT, "words": CANARY}),
        ("alert_raised", {**ALERT, "url": f"http://localhost/safeguarding/{CANARY}"}),
        ("alert_raised", {**ALERT, "level": CANARY}),
        ("desk_is_quiet", {"part": CANARY, "url": DESK}),
    ],
)
def test_a_text_takes_nothing_that_could_hold_a_childs_words(app, session, template, facts):
    with pytest.raises(NotAFact) as refused:
        text(NUMBER, template, **facts)
    assert CANARY not in str(refused.value)
    assert waiting() == []


def test_nothing_of_what_notify_answers_is_in_the_log(app, session, notify, caplog):
    caplog.set_level("DEBUG")
    text("+4412345", "alert_raised", **ALERT)
    session.commit()
    run_worker(app, once=True)
    assert "+4412345" not in caplog.text
    assert "phone_number" not in caplog.text


def test_every_text_was_tried(app):
    folder = app.jinja_env.list_templates(filter_func=lambda name: name.startswith("sms/"))
    assert {name[len("sms/") : -len(".txt")] for name in folder} == set(outbox.TEXTS)


def test_without_notify_texts_go_into_the_demos_files(make_app, session, tmp_path):
    app = make_app()
    with app.app_context():
        text(NUMBER, "alert_raised", **ALERT)
        session.commit()
        run_worker(app, once=True)
    [file] = (tmp_path / "mail").glob("*.txt")
    assert file.read_text().startswith(f"To: {NUMBER}\n\nListen to Us: Now: an alert")
    assert sent(tmp_path) == []


def test_a_mail_server_takes_no_texts_so_none_wait_for_it(make_app, session):
    with MailServer() as server, make_app(MAIL_URL=server.url).app_context():
        text(NUMBER, "alert_raised", **ALERT)
        assert session.scalars(select(Job)).all() == []


@pytest.mark.parametrize(
    ("key", "templates", "says"),
    [
        ("short", SETTING, "LISTEN_NOTIFY_KEY"),
        (KEY, "", "LISTEN_NOTIFY_TEMPLATES"),
        (KEY, "email:1", "LISTEN_NOTIFY_TEMPLATES"),
        (KEY, "email:1,letter:2", "LISTEN_NOTIFY_TEMPLATES"),
    ],
)
def test_settings_that_cannot_send_are_refused_at_the_start(make_app, key, templates, says):
    with pytest.raises(NotReady, match=says) as refused:
        make_app(NOTIFY_KEY=key, NOTIFY_TEMPLATES=templates)
    assert SECRET not in str(refused.value)
