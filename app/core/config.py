"""Settings: from the environment as LISTEN_…, otherwise the demo's."""

import base64
import os
import re
import secrets
from datetime import timedelta
from pathlib import Path

from flask import Flask


class NotReady(RuntimeError):
    """The settings are not fit for real children's words."""


DEFAULTS = {
    "SITE_NAME": "Listen to Us",
    "EXIT_URL": "https://www.bbc.co.uk/weather",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "MAX_CONTENT_LENGTH": 8 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
    "MAX_FORM_PARTS": 500,
    "SESSION_COOKIE_NAME": "listen",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
    # Our pages send no Referer (see security.HEADERS), which this would ask for over HTTPS. The
    # token and the cookie's SameSite hold without it.
    "WTF_CSRF_SSL_STRICT": False,
    # A shared tablet may sit on a form through tea; the session, not the token, is what ends.
    "WTF_CSRF_TIME_LIMIT": None,
    # Every message a form can show is ours and goes through our own catalogues. The forms
    # library's would be read from the disk for each page: a tenth of what keeping an answer costs.
    "WTF_I18N_ENABLED": False,
    "DUTY_EMAIL": "duty@listen.invalid",
    "MAIL_FROM": "Listen to Us <no-reply@listen.invalid>",
    "NOTIFY_KEY": "",
    "NOTIFY_URL": "https://api.notifications.service.gov.uk",
    "NOTIFY_TEMPLATES": "",
}


NEEDED = ("SECRET_KEY", "DATA_KEYS", "DATABASE_URL", "MAIL_URL")
LEAD_SOMEWHERE = ("PUBLIC_URL", "DUTY_EMAIL", "MAIL_FROM")
"""The demo's own would send a child's return number, or an alert, to nobody."""
NOTIFY_KEY = re.compile(r".+-[0-9a-f-]{36}-[0-9a-f-]{36}")
"""What the key was called, the service's id, and its secret."""
NOT_WITH_NOTIFY = ("MAIL_URL", "MAIL_FROM")
"""GOV.UK Notify sends in its service's own name."""


def load(app: Flask, overrides: dict | None = None) -> None:
    """Fill app.config. Raises NotReady in production when a secret is missing."""
    app.config.from_mapping(DEFAULTS)
    app.config.from_prefixed_env("LISTEN")
    app.config.update(overrides or {})
    app.config["PRODUCTION"] = app.config.get("ENV") == "production"
    app.config["DEMO"] = not app.config["PRODUCTION"]
    if app.config["PRODUCTION"]:
        _refuse_demo_secrets(app)
        app.config["SESSION_COOKIE_SECURE"] = True
    else:
        _fill_in_demo(app)
    app.config["DATA_KEYS"] = _read_keys(app.config["DATA_KEYS"])
    app.config["NOTIFY_TEMPLATES"] = _read_templates(app)


def _refuse_demo_secrets(app: Flask) -> None:
    spared = NOT_WITH_NOTIFY if app.config["NOTIFY_KEY"] else ()
    needed = [name for name in NEEDED if name not in spared]
    missing = [f"LISTEN_{name}" for name in needed if not app.config.get(name)]
    if missing:
        raise NotReady("In production these settings are needed: " + ", ".join(missing))
    somewhere = [name for name in LEAD_SOMEWHERE if name not in spared]
    nowhere = [f"LISTEN_{name}" for name in somewhere if _leads_nowhere(app.config[name])]
    if nowhere:
        raise NotReady("These lead nowhere: " + ", ".join(nowhere))
    if len(str(app.config["SECRET_KEY"])) < 32:
        raise NotReady("LISTEN_SECRET_KEY must have at least 32 characters.")


def _leads_nowhere(setting: str) -> bool:
    return setting in ("", DEFAULTS["PUBLIC_URL"]) or setting.rstrip(">").endswith(".invalid")


def _fill_in_demo(app: Flask) -> None:
    """The demo keeps its secrets beside its database, so that a second start can read the first."""
    folder = Path(app.instance_path)
    folder.mkdir(parents=True, exist_ok=True)
    app.config.setdefault("DATABASE_URL", f"sqlite:///{folder / 'demo.sqlite3'}")
    app.config.setdefault("MAIL_URL", f"file://{folder / 'mail'}")
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = _kept_secret(folder / "demo-secret-key")
    if not app.config.get("DATA_KEYS"):
        app.config["DATA_KEYS"] = "demo:" + _kept_secret(folder / "demo-data-key")


def _kept_secret(path: Path) -> str:
    """The secret in this file, made on first use; base64 of 32 random bytes."""
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(base64.b64encode(secrets.token_bytes(32)).decode())
    except FileExistsError:
        pass
    return path.read_text()


def _read_keys(setting: str | dict) -> dict[str, bytes]:
    """`new:BASE64,old:BASE64` as {name: 32 bytes}; the first one seals, the others only open."""
    if isinstance(setting, dict):
        return setting
    keys = {}
    for entry in setting.split(","):
        name, _, value = entry.strip().partition(":")
        try:
            keys[name] = base64.b64decode(value, validate=True)
        except ValueError:
            keys[name] = b""
        if not 0 < len(name.encode()) <= 255 or len(keys[name]) != 32:
            raise NotReady("LISTEN_DATA_KEYS must be name:base64-of-32-bytes, joined by commas.")
    return keys


def _read_templates(app: Flask) -> dict[str, str]:
    """`email:ID,sms:ID` as {way: id}; {} without GOV.UK Notify."""
    key, setting = str(app.config["NOTIFY_KEY"] or ""), app.config["NOTIFY_TEMPLATES"]
    if not key:
        return {}
    if not NOTIFY_KEY.fullmatch(key):
        raise NotReady("LISTEN_NOTIFY_KEY must be a key as GOV.UK Notify shows it: all of it.")
    pairs = (entry.strip().partition(":") for entry in str(setting).split(","))
    templates = {way: number.strip() for way, _colon, number in pairs if number.strip()}
    if set(templates) != {"email", "sms"}:
        raise NotReady("LISTEN_NOTIFY_TEMPLATES must be email:template-id,sms:template-id.")
    return templates
