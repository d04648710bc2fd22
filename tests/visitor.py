"""The test client: what a test has made is there for the request, and the other way round."""

from contextvars import Context

from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from app.core.db import session

RAW_TOKEN = "the same on every form"


class Visitor(FlaskClient):
    """A browser without pictures or scripts. It keeps its cookies; everybody has their own.

    What it posts as a dict carries the form's token, as if the page had been fetched first.
    """

    brings_token = True

    def open(self, *args, **kwargs):
        """The answer to a request that runs by itself, as in the server.

        Flask would lend it the test's own context, and with it the test's session and the person
        who signed in before.
        """
        kwargs.setdefault("buffered", True)
        if not has_app_context():
            return self._send(*args, **kwargs)
        session.commit()
        answer = Context().run(self._send, *args, **kwargs)
        session.expire_all()
        return answer

    def takes_the_tablet_back(self) -> "Visitor":
        """As if the adult had typed their password, after a page that faces a child."""
        with self.session_transaction() as cookie:
            cookie.pop("handed_over", None)
        return self

    def _send(self, *args, **kwargs):
        data = kwargs.get("data") or {}
        posts = self.brings_token and kwargs.get("method") == "POST"
        if posts and isinstance(data, dict) and "csrf_token" not in data:
            kwargs["data"] = {**data, "csrf_token": self._token()}
        return super().open(*args, **kwargs)

    def _token(self) -> str:
        with self.session_transaction() as cookie:
            cookie["csrf_token"] = RAW_TOKEN
        secret = self.application.config["SECRET_KEY"]
        return URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(RAW_TOKEN)


class Tokenless(Visitor):
    """One whose forms carry no token, unless the test puts it there."""

    brings_token = False
