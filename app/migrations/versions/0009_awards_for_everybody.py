"""Small steps that carers offer by a link, cards in an interpreter's English, and who is disabled."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("young_person", sa.Column("disabled", sa.Boolean(), nullable=True))
    op.add_column(
        "award_card",
        sa.Column("interpreted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "step_link",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_step_link_council_code")
        ),
        sa.PrimaryKeyConstraint("council_code", name=op.f("pk_step_link")),
        sa.UniqueConstraint("code", name=op.f("uq_step_link_code")),
    )
    # Nothing leans on a small step, so that SQLite may make the table anew.
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.alter_column("young_person_id", existing_type=NUMBER, nullable=True)
        batch_op.add_column(
            sa.Column("by_link", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("named_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column("held", sa.String(length=10), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("sent_key", sa.LargeBinary(length=32), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_small_step_sent_key"), ["sent_key"])
        batch_op.create_check_constraint(
            batch_op.f("ck_small_step_nobody_is_behind_an_open_link"),
            "NOT by_link OR offered_by_id IS NULL",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_small_step_known_reason"),
            "held IN ('', 'worry', 'flood', 'put_aside')",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_small_step_nobody_in_it_only_by_link"),
            "young_person_id IS NOT NULL OR (by_link AND checked_on IS NULL)",
        )


def downgrade() -> None:
    op.execute("DELETE FROM small_step WHERE young_person_id IS NULL")
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("ck_small_step_nobody_in_it_only_by_link"), type_="check"
        )
        batch_op.drop_constraint(batch_op.f("ck_small_step_known_reason"), type_="check")
        batch_op.drop_constraint(
            batch_op.f("ck_small_step_nobody_is_behind_an_open_link"), type_="check"
        )
        batch_op.drop_constraint(batch_op.f("uq_small_step_sent_key"), type_="unique")
        for name in ("sent_key", "held", "named_sealed", "by_link"):
            batch_op.drop_column(name)
        batch_op.alter_column("young_person_id", existing_type=NUMBER, nullable=False)
    op.drop_table("step_link")
    op.drop_column("award_card", "interpreted")
    op.drop_column("young_person", "disabled")
