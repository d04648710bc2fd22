"""What an installation needs before it holds real children's words."""

import base64

import pytest

from app.core.config import DEFAULTS, NotReady
from app.factory import create_app
from tests.core.notify_server import KEY as NOTIFY_KEY
from tests.core.notify_server import SETTING as NOTIFY_TEMPLATES
from tests.talking import hidden

KEY = base64.b64encode(bytes(range(32))).decode()
READY = {
    "ENV": "production",
    "SECRET_KEY": "x" * 32,
    "DATA_KEYS": f"first:{KEY}",
    "DATABASE_URL": "sqlite://",
    "MAIL_URL": "smtp://127.0.0.1",
    "PUBLIC_URL": "https://listen.example.org",
    "DUTY_EMAIL": "duty@example.org",
    "MAIL_FROM": "listen@example.org",
}


def test_production_starts_with_all_its_secrets():
    app = create_app(READY)
    assert app.config["SESSION_COOKIE_SECURE"]
    assert not app.config["DEMO"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATA_KEYS", "DATABASE_URL", "MAIL_URL"])
def test_production_does_not_start_without(missing):
    with pytest.raises(NotReady, match=f"LISTEN_{missing}"):
        create_app({**READY, missing: ""})


def test_with_notify_no_mail_server_and_no_sender_is_needed():
    notify = {"NOTIFY_KEY": NOTIFY_KEY, "NOTIFY_TEMPLATES": NOTIFY_TEMPLATES}
    app = create_app({**READY, **notify, "MAIL_URL": "", "MAIL_FROM": DEFAULTS["MAIL_FROM"]})
    assert app.config["NOTIFY_TEMPLATES"]["sms"]


@pytest.mark.parametrize("keys", ["first", "first:abc", f":{KEY}", f"first:{KEY},second:xyz!"])
def test_data_keys_that_are_not_keys_are_refused(keys):
    with pytest.raises(NotReady, match="LISTEN_DATA_KEYS"):
        create_app({**READY, "DATA_KEYS": keys})


def test_a_short_secret_is_refused():
    with pytest.raises(NotReady, match="32 characters"):
        create_app({**READY, "SECRET_KEY": "short"})


@pytest.mark.parametrize("setting", ["PUBLIC_URL", "DUTY_EMAIL", "MAIL_FROM"])
def test_production_does_not_start_with_alerts_that_reach_nobody(setting):
    with pytest.raises(NotReady, match=f"LISTEN_{setting}"):
        create_app({**READY, setting: DEFAULTS[setting]})


def test_a_form_is_taken_over_https_from_a_browser_that_sends_no_referrer(make_app):
    client = make_app(WTF_CSRF_ENABLED=True).test_client()
    page = client.get("/return/", base_url="https://localhost")
    sent = {"csrf_token": hidden(page.text, "csrf_token"), "number": "123"}
    answer = client.post("/return/", data=sent, base_url="https://localhost")
    assert answer.status_code == 422
