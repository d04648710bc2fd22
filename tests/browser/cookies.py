"""Being signed in, in a browser, as anybody in the database."""

from flask import Flask
from playwright.sync_api import Page

from app.accounts.models import Account
from app.accounts.sessions import SESSION_KEY, open_session
from app.core.db import session


def signed_in_cookie(app: Flask, account: Account) -> str:
    """The cookie of a new session for this account. Commits. Needs the app's context."""
    token = open_session(account)
    session.commit()
    sealed = app.session_interface.get_signing_serializer(app)
    return sealed.dumps({SESSION_KEY: token, "_fresh": True})


def put(page: Page, app: Flask, address: str, value: str) -> None:
    """Give this browser window the app's cookie."""
    cookie = {"name": app.config["SESSION_COOKIE_NAME"], "value": value, "url": address}
    page.context.clear_cookies()
    page.context.add_cookies([cookie])
