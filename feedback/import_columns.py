"""Which column of somebody else's table holds what, from what the columns are called."""

from collections.abc import Mapping, Sequence

from app.core.table_reading import NotATable, find_columns, plain_name

HEADERS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "comment",
        "comments",
        "words",
        "feedback",
        "your words",
        "their words",
        "childs words",
        "what they said",
        "what was said",
        "verbatim",
        "free text",
        "message",
        "statement",
        "response",
        "answer",
        "comment text",
        "feedback text",
    ),
    "day": (
        "date",
        "day",
        "when",
        "date received",
        "received",
        "received on",
        "submitted",
        "submitted on",
        "date submitted",
        "sent on",
        "created",
        "created at",
        "timestamp",
        "comment date",
        "response date",
    ),
    "question": ("question", "question asked", "what was asked", "asked", "prompt"),
    "council": ("council", "local authority", "authority", "la", "area"),
    "language": ("language", "lang", "language code", "written in"),
    "source_id": ("id", "ref", "reference", "row id", "comment id", "response id", "source id"),
    "themes": ("themes", "theme", "codes", "code", "sub themes", "sub theme", "category"),
}
"""What a column is called elsewhere; of several that fit, the name that stands first here wins."""


def map_header(header: Sequence[str], text_column: str | None = None) -> dict[str, int]:
    """Which column holds what. `text_column` names that of the comments, whatever it is called.

    Raises NotATable when no column is known to hold the comments.
    """
    names = [plain_name(name) for name in header]
    found = find_columns(header, HEADERS)
    if text_column is not None:
        if plain_name(text_column) not in names:
            raise NotATable(f"there is no column called {text_column}")
        chosen = names.index(plain_name(text_column))
        found = {what: at for what, at in found.items() if at != chosen} | {"text": chosen}
    if "text" not in found:
        raise NotATable("no column is called text, comment, feedback or the like; say which it is")
    return found
