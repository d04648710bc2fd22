"""Why an officer put inspectors' words differently, and what the inspectors say to it.

A picture's line can be put differently too. Of what was changed until now no reason is known.
"""

from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HANGS_ON = {
    "inspection_finding": None,
    "inspection_recommendation": "inspection_revisit",
    "inspectors_words": None,
    "inspection_picture": None,
}
PICTURE = "inspection_picture"


def upgrade() -> None:
    for table, child in HANGS_ON.items():
        with _put_aside(child), op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("told_because_sealed", sa.LargeBinary(), nullable=True))
            batch_op.add_column(sa.Column("agreed", sa.Boolean(), nullable=True))
            batch_op.add_column(sa.Column("objection_sealed", sa.LargeBinary(), nullable=True))
            _add_account(batch_op, table, "objection_by_id")
            if table == PICTURE:
                batch_op.add_column(sa.Column("told_sealed", sa.LargeBinary(), nullable=True))
                batch_op.add_column(sa.Column("checked_on", sa.Date(), nullable=True))
                _add_account(batch_op, table, "checked_by_id")
                batch_op.create_check_constraint(
                    op.f(f"ck_{table}_what_is_checked_has_words"),
                    "checked_on IS NULL OR told_sealed IS NOT NULL",
                )


def downgrade() -> None:
    for table, child in HANGS_ON.items():
        with _put_aside(child), op.batch_alter_table(table) as batch_op:
            if table == PICTURE:
                batch_op.drop_constraint(
                    op.f(f"ck_{table}_what_is_checked_has_words"), type_="check"
                )
                _drop_account(batch_op, table, "checked_by_id")
                batch_op.drop_column("checked_on")
                batch_op.drop_column("told_sealed")
            _drop_account(batch_op, table, "objection_by_id")
            for column in ("objection_sealed", "agreed", "told_because_sealed"):
                batch_op.drop_column(column)


def _add_account(batch_op, table: str, column: str) -> None:
    batch_op.add_column(sa.Column(column, ID, nullable=True))
    batch_op.create_foreign_key(
        op.f(f"fk_{table}_{column}"), "account", [column], ["id"], ondelete="SET NULL"
    )


def _drop_account(batch_op, table: str, column: str) -> None:
    batch_op.drop_constraint(op.f(f"fk_{table}_{column}"), type_="foreignkey")
    batch_op.drop_column(column)


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
