"""The page above an address at which things can only be sent.

What is sent goes to an address under the page its form stands on. When it comes back with what is
wrong, that address is what the browser shows and opens again: whoever asks for it is led up.
"""

from urllib.parse import quote

from flask import current_app, request


def page_above() -> str | None:
    """The nearest page above the address asked for: `/surveys/desk/5` for
    `/surveys/desk/5/close`. None where there is none.
    """
    adapter = current_app.create_url_adapter(request)
    parts = request.path.strip("/").split("/")
    shorter = [f"/{'/'.join(parts[:n])}" for n in range(len(parts) - 1, 0, -1)]
    either = (path for short in shorter for path in (f"{short}/", short))
    return next((quote(path) for path in either if adapter.test(path, "GET")), None)
