"""The values of a list that is kept as JSON, a row each, on SQLite and on PostgreSQL."""

from sqlalchemy import ColumnElement, String, column, func
from sqlalchemy.sql.selectable import TableValuedAlias

from app.core.db import session

FUNCTIONS = {"sqlite": func.json_each, "postgresql": func.json_array_elements_text}


def values_in(json_list: ColumnElement) -> TableValuedAlias:
    """`values_in(Answer.choices).c.value`; joined laterally, each list with its own row."""
    each = FUNCTIONS[session.get_bind().dialect.name]
    return each(json_list).table_valued(column("value", String), joins_implicitly=True)
