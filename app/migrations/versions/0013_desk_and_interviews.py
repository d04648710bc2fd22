"""One open alert on one subject; how a tablet's clock was moved; a yes that a talk stands for."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0008"
branch_labels = None
depends_on = None

alert = sa.table(
    "alert",
    *(
        sa.column(name)
        for name in ("id", "subject_kind", "subject_id", "level", "source", "due_at", "closed_on")
    ),
)
exclusion = sa.table("alert_exclusion", sa.column("alert_id"))
handover = sa.table("handover_alert", sa.column("alert_id"))
OPEN = sa.text("closed_on IS NULL")


def upgrade() -> None:
    _make_one_of_several(op.get_bind())
    op.create_index(
        "uq_alert_open",
        "alert",
        ["subject_kind", "subject_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    _add("interview_sending", sa.Column("clock_moved", sa.Integer(), server_default="0"))
    _add("interview_attempt", sa.Column("from_talk", sa.Boolean(), server_default=sa.false()))


def _make_one_of_several(connection: sa.Connection) -> None:
    """Of several open ones the most urgent stays, and nobody any of them is kept from sees it."""
    found = defaultdict(list)
    rows = sa.select(alert).where(alert.c.closed_on.is_(None)).order_by(alert.c.due_at, alert.c.id)
    for row in connection.execute(rows):
        found[row.subject_kind, row.subject_id].append(row)
    for several in found.values():
        stays, *others = sorted(several, key=lambda row: row.level != "red")
        ids = [row.id for row in others]
        for table in (exclusion, handover) if ids else ():
            moved = sa.update(table).where(table.c.alert_id.in_(ids))
            connection.execute(moved.values(alert_id=stays.id))
        if ids:
            connection.execute(sa.delete(alert).where(alert.c.id.in_(ids)))


def _add(table: str, column: sa.Column) -> None:
    """A column that is never empty, with its default in the rows there are and nowhere else."""
    column.nullable = False
    with op.batch_alter_table(table) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table) as batch_op:
        batch_op.alter_column(column.name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("interview_attempt") as batch_op:
        batch_op.drop_column("from_talk")
    with op.batch_alter_table("interview_sending") as batch_op:
        batch_op.drop_column("clock_moved")
    op.drop_index("uq_alert_open", table_name="alert")
