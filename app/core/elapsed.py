"""How long it was from one moment to another, in a query, on SQLite and on PostgreSQL."""

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class seconds_between(FunctionElement):
    """`seconds_between(earlier, later)`: elapsed seconds, to a thousandth; negative if turned
    round, NULL if either is.
    """

    name = "seconds_between"
    type = Float()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _on_sqlite(element, compiler, **options) -> str:
    earlier, later = (compiler.process(one, **options) for one in element.clauses)
    # Days since 4713 BC, as a float: less than a thousandth of a second is lost in them.
    return f"ROUND((julianday({later}) - julianday({earlier})) * 86400.0, 3)"


@compiles(seconds_between, "postgresql")
def _on_postgresql(element, compiler, **options) -> str:
    earlier, later = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(EXTRACT(EPOCH FROM ({later} - {earlier})) AS DOUBLE PRECISION)"
