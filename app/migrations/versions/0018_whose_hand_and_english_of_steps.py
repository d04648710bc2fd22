"""Whose hand an answer in the awards is, and an interpreter's English for a carer's small step."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NOT_YET = sa.false()


def upgrade() -> None:
    # Nothing leans on these two tables, so that SQLite may make them anew.
    with op.batch_alter_table("nominee_choice", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("own_hand", sa.Boolean(), nullable=False, server_default=NOT_YET)
        )
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("consent_own_hand", sa.Boolean(), nullable=False, server_default=NOT_YET)
        )
        batch_op.add_column(sa.Column("english_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column("english_by", sa.String(length=120), nullable=False, server_default="")
        )
    # Up to now an answer that no account wrote down counted as the young person's own.
    op.execute(
        "UPDATE nominee_choice SET own_hand = true"
        " WHERE written_by_id IS NULL AND said_by = 'nominee'"
    )
    op.execute(
        "UPDATE small_step SET consent_own_hand = true"
        " WHERE consent_written_by_id IS NULL AND consent <> ''"
    )
    with op.batch_alter_table("nominee_choice", schema=None) as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_nominee_choice_own_hand_is_nobody_elses"),
            "NOT own_hand OR (written_by_id IS NULL AND said_by = 'nominee')",
        )
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_small_step_own_hand_is_nobody_elses"),
            "NOT consent_own_hand OR (consent <> '' AND consent_written_by_id IS NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_small_step_own_hand_is_nobody_elses"), type_="check")
        for column in ("english_by", "english_sealed", "consent_own_hand"):
            batch_op.drop_column(column)
    with op.batch_alter_table("nominee_choice", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_nominee_choice_own_hand_is_nobody_elses"), type_="check")
        batch_op.drop_column("own_hand")
