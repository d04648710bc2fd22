"""Where this installation is reached from outside, and what stays inside of it."""

from urllib.parse import urlsplit

from flask import current_app


def public_address(path: str) -> str:
    """The whole address of a path that begins with a slash (of "", the site's), as it is in
    LISTEN_PUBLIC_URL.

    Never from the request: its Host header is whatever the sender wants it to be.
    """
    return current_app.config["PUBLIC_URL"].rstrip("/") + path


def on_this_site(address: str | None) -> str | None:
    """`address` if it is a path on this site, otherwise None."""
    if not address or not address.startswith("/") or address.startswith(("//", "/exit")):
        return None
    # Browsers read \\ as / and drop tabs and line ends, and so end up on another host.
    if "\\" in address or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address
