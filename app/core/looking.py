"""The button that shows how what is typed reads, before anything is kept."""

from flask import request


def only_looks() -> bool:
    """Whether it was pressed: components/reading.html."""
    return request.form.get("look") == "reading"
