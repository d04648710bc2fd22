"""Who of the inspectors wrote a criterion, a finding or a recommendation.

What was written until now has no author: who it was is not known.
"""

from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HANGS_ON = {
    "inspection_criterion": "inspection_picture",
    "inspection_finding": None,
    "inspection_recommendation": "inspection_revisit",
}


def upgrade() -> None:
    for table, child in HANGS_ON.items():
        with _put_aside(child), op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("written_by_id", ID, nullable=True))
            batch_op.create_foreign_key(
                _named(table), "account", ["written_by_id"], ["id"], ondelete="SET NULL"
            )


def downgrade() -> None:
    for table, child in HANGS_ON.items():
        with _put_aside(child), op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(_named(table), type_="foreignkey")
            batch_op.drop_column("written_by_id")


def _named(table: str) -> str:
    return op.f(f"fk_{table}_written_by_id")


@contextmanager
def _put_aside(child: str | None):
    """SQLite makes a table anew, and dropping the old one takes along what hangs on its rows."""
    if child is None or op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute(f"CREATE TEMPORARY TABLE put_aside AS SELECT * FROM {child}")
    yield
    op.execute(f"DELETE FROM {child}")
    op.execute(f"INSERT INTO {child} SELECT * FROM put_aside")
    op.execute("DROP TABLE put_aside")
