"""The front door: every view says who may use it, every answer carries the same strict headers."""

from collections.abc import Callable
from functools import wraps

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect

from app.core.permissions import Permission

login_manager = LoginManager()
csrf = CSRFProtect()

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


def public(view: Callable) -> Callable:
    """Anybody may use this view, signed in or not."""
    view.allowed = frozenset()
    return view


def requires(*permissions: Permission) -> Callable:
    """Only someone with one of these permissions may use this view.

    Signed out: to the sign-in page, or when something was sent, a page that keeps it. Signed in
    without it: not found, so that a page's existence tells nothing.
    """

    def mark(view: Callable) -> Callable:
        @wraps(view)
        def guarded(*args, **kwargs):
            account = signed_in()
            if account is None and request.method == "POST":
                # The page that says so carries back what was typed.
                abort(401)
            if account is None:
                return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
            if not account.permissions.intersection(permissions):
                abort(404)
            return view(*args, **kwargs)

        guarded.allowed = frozenset(permissions)
        return guarded

    return mark


def signed_in():
    """The Account that is using this request, or None."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def here_is(account) -> None:
    """From here on in this request, this account has signed in: for a page that is drawn in the
    same answer. The cookie is a new one, and so must be the token of the forms on the page.
    """
    g._login_user = account  # Where Flask-Login keeps whom it has found.
    g.pop("csrf_token", None)


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    login_manager.init_app(app)
    app.after_request(_add_headers)


def check_every_view_is_marked(app: Flask) -> None:
    """Raises LookupError if a view says neither @public nor @requires."""
    unmarked = [
        name
        for name, view in app.view_functions.items()
        if name != "static" and not hasattr(view, "allowed")
    ]
    if unmarked:
        raise LookupError(f"views that do not say who may use them: {', '.join(unmarked)}")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["PRODUCTION"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
