"""What an installation needs before it holds real children's words."""

import base64

import pytest

from app.core.config import NotReady
from app.factory import create_app

KEY = base64.b64encode(bytes(range(32))).decode()
READY = {
    "ENV": "production",
    "SECRET_KEY": "x" * 32,
    "DATA_KEYS": f"first:{KEY}",
    "DATABASE_URL": "sqlite://",
    "MAIL_URL": "smtp://127.0.0.1",
}


def test_production_starts_with_all_its_secrets():
    app = create_app(READY)
    assert app.config["SESSION_COOKIE_SECURE"]
    assert not app.config["DEMO"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATA_KEYS", "DATABASE_URL", "MAIL_URL"])
def test_production_does_not_start_without(missing):
    with pytest.raises(NotReady, match=f"LISTEN_{missing}"):
        create_app({**READY, missing: ""})


@pytest.mark.parametrize("keys", ["first", "first:abc", f":{KEY}", f"first:{KEY},second:xyz!"])
def test_data_keys_that_are_not_keys_are_refused(keys):
    with pytest.raises(NotReady, match="LISTEN_DATA_KEYS"):
        create_app({**READY, "DATA_KEYS": keys})


def test_a_short_secret_is_refused():
    with pytest.raises(NotReady, match="32 characters"):
        create_app({**READY, "SECRET_KEY": "short"})
