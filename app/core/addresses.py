"""Where this installation is reached from outside, for links in mail and picture codes."""

from flask import current_app


def public_address(path: str) -> str:
    """The whole address of a path that begins with a slash (of "", the site's), as it is in
    LISTEN_PUBLIC_URL.

    Never from the request: its Host header is whatever the sender wants it to be.
    """
    return current_app.config["PUBLIC_URL"].rstrip("/") + path
