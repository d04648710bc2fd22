"""One open alert on one subject, and what return interviews keep besides: how a tablet's clock was
moved, a yes that a talk stands for, what an interpreter puts beside what adults wrote, and what was
passed on to those who have no account.
"""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
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
    with op.batch_alter_table("shared_paragraph") as batch_op:
        batch_op.add_column(sa.Column("passed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("passed_on_by", sa.String(length=120), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_shared_paragraph_passed_on_by_somebody"),
            "(passed_on IS NULL) = (passed_on_by IS NULL)",
        )
    _make_translations()
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


def _make_translations() -> None:
    id_type = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "interview_translation",
        sa.Column("action_id", id_type, nullable=True),
        sa.Column("told_id", id_type, nullable=True),
        sa.Column("text", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", id_type, nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("id", id_type, autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "text IN ('what', 'outcome', 'told')", name=op.f("ck_interview_translation_known_text")
        ),
        sa.CheckConstraint(
            "(action_id IS NULL) <> (told_id IS NULL)",
            name=op.f("ck_interview_translation_of_one_text"),
        ),
        sa.CheckConstraint(
            "(text = 'told') = (told_id IS NOT NULL)",
            name=op.f("ck_interview_translation_of_a_text_there_is"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["interview_action.id"],
            name=op.f("fk_interview_translation_action_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["told_id"],
            ["interview_told.id"],
            name=op.f("fk_interview_translation_told_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["account.id"],
            name=op.f("fk_interview_translation_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_translation")),
        sa.UniqueConstraint(
            "action_id",
            "text",
            "language",
            name=op.f("uq_interview_translation_action_id_text_language"),
        ),
        sa.UniqueConstraint(
            "told_id", "language", name=op.f("uq_interview_translation_told_id_language")
        ),
    )


def _add(table: str, column: sa.Column) -> None:
    """A column that is never empty, with its default in the rows there are and nowhere else."""
    column.nullable = False
    with op.batch_alter_table(table) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table) as batch_op:
        batch_op.alter_column(column.name, server_default=None)


def downgrade() -> None:
    op.drop_table("interview_translation")
    with op.batch_alter_table("shared_paragraph") as batch_op:
        batch_op.drop_constraint(op.f("ck_shared_paragraph_passed_on_by_somebody"), type_="check")
        batch_op.drop_column("passed_on_by")
        batch_op.drop_column("passed_on")
    with op.batch_alter_table("interview_attempt") as batch_op:
        batch_op.drop_column("from_talk")
    with op.batch_alter_table("interview_sending") as batch_op:
        batch_op.drop_column("clock_moved")
    op.drop_index("uq_alert_open", table_name="alert")
