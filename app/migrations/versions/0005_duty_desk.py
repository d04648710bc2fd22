"""The rota of the duty desk, what one shift tells the next, and opening conversations by reason."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "told_quiet",
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("part", "council_code", name=op.f("pk_told_quiet")),
    )
    op.create_table(
        "desk_visit",
        sa.Column(
            "account_id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_desk_visit_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_desk_visit")),
    )
    op.create_table(
        "duty_phone",
        sa.Column(
            "account_id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_duty_phone_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_duty_phone")),
    )
    op.create_table(
        "duty_shift",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_shift_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_duty_shift_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_duty_shift_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
    )
    op.create_index("ix_duty_shift_account_id", "duty_shift", ["account_id"])
    op.create_index("ix_duty_shift_ends_at_starts_at", "duty_shift", ["ends_at", "starts_at"])

    op.create_table(
        "handover",
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", ID, nullable=True),
        sa.Column("written_by_name", sa.String(length=120), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", ID, nullable=True),
        sa.Column("read_by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "(read_at IS NULL) = (read_by_name = '')", name=op.f("ck_handover_read_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_handover_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["account.id"], name=op.f("fk_handover_read_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["account.id"],
            name=op.f("fk_handover_written_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index("ix_handover_written_at", "handover", ["written_at"])

    op.create_table(
        "break_glass",
        sa.Column("account_id", ID, nullable=True),
        sa.Column("account_name", sa.String(length=120), nullable=False),
        sa.Column("young_person_id", ID, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_to_wait", sa.Boolean(), nullable=False),
        sa.Column("held_by_id", ID, nullable=True),
        sa.Column("held_by_name", sa.String(length=120), nullable=False),
        sa.Column("held_why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "reason IN ('danger', 'missing', 'worry', 'other')",
            name=op.f("ck_break_glass_known_reason"),
        ),
        sa.CheckConstraint("ends_at >= opened_at", name=op.f("ck_break_glass_ends_after_it_opens")),
        sa.CheckConstraint(
            "held_by_id IS NULL OR account_id IS NULL OR held_by_id <> account_id",
            name=op.f("ck_break_glass_held_back_by_somebody_else"),
        ),
        sa.CheckConstraint(
            "shown_from >= opened_at", name=op.f("ck_break_glass_shown_after_it_opens")
        ),
        sa.CheckConstraint("why_sealed IS NOT NULL", name=op.f("ck_break_glass_says_why")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_break_glass_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["held_by_id"],
            ["account.id"],
            name=op.f("fk_break_glass_held_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_break_glass_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass")),
    )
    op.create_index("ix_break_glass_account_id_ends_at", "break_glass", ["account_id", "ends_at"])
    op.create_index("ix_break_glass_young_person_id", "break_glass", ["young_person_id"])

    op.create_table(
        "handover_alert",
        sa.Column("handover_id", ID, nullable=False),
        sa.Column("alert_id", ID, nullable=False),
        sa.Column(
            "id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_handover_alert_alert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["handover.id"],
            name=op.f("fk_handover_alert_handover_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_alert")),
    )
    op.create_index("ix_handover_alert_alert_id", "handover_alert", ["alert_id"])
    op.create_index("ix_handover_alert_handover_id", "handover_alert", ["handover_id"])

    op.create_table(
        "handover_exclusion",
        sa.Column("handover_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column(
            "id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_handover_exclusion_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["handover.id"],
            name=op.f("fk_handover_exclusion_handover_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_exclusion")),
    )
    op.create_index("ix_handover_exclusion_handover_id", "handover_exclusion", ["handover_id"])

    op.create_table(
        "break_glass_exclusion",
        sa.Column("break_glass_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column(
            "id",
            ID,
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_break_glass_exclusion_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["break_glass_id"],
            ["break_glass.id"],
            name=op.f("fk_break_glass_exclusion_break_glass_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass_exclusion")),
    )
    op.create_index(
        "ix_break_glass_exclusion_break_glass_id", "break_glass_exclusion", ["break_glass_id"]
    )


def downgrade() -> None:
    op.drop_table("break_glass_exclusion")
    op.drop_table("handover_exclusion")
    op.drop_table("handover_alert")
    op.drop_table("break_glass")
    op.drop_table("handover")
    op.drop_table("duty_shift")
    op.drop_table("duty_phone")
    op.drop_table("desk_visit")
    op.drop_table("told_quiet")
