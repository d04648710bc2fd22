"""Surveys that Young Inspectors write, the councils they ask in, and what was published of them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "started_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("started_by_name", sa.String(length=120), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column(
            "cloned_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "stage IN ('draft', 'second_look', 'safety_check', 'ready', 'open', 'closed')",
            name=op.f("ck_survey_known_stage"),
        ),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
            name=op.f("ck_survey_closes_after_it_opens"),
        ),
        sa.ForeignKeyConstraint(
            ["cloned_from_id"],
            ["survey.id"],
            name=op.f("fk_survey_cloned_from_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["account.id"],
            name=op.f("fk_survey_started_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    op.create_index(op.f("ix_survey_cloned_from_id"), "survey", ["cloned_from_id"], unique=False)
    op.create_table(
        "survey_council",
        sa.Column(
            "survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("link_code", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_survey_council_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_survey_council_survey_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "council_code", name=op.f("pk_survey_council")),
        sa.UniqueConstraint("link_code", name=op.f("uq_survey_council_link_code")),
    )
    op.create_table(
        "survey_form",
        sa.Column(
            "survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ages", sa.String(length=20), nullable=False),
        sa.Column("form_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "ages IN ('4_7', '8_11', '11_17', 'care_leavers')",
            name=op.f("ck_survey_form_known_ages"),
        ),
        sa.ForeignKeyConstraint(["form_id"], ["form.id"], name=op.f("fk_survey_form_form_id")),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_form_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "ages", name=op.f("pk_survey_form")),
        sa.UniqueConstraint("form_id", name=op.f("uq_survey_form_form_id")),
    )


def downgrade() -> None:
    op.drop_table("survey_form")
    op.drop_table("survey_council")
    op.drop_index(op.f("ix_survey_cloned_from_id"), table_name="survey")
    op.drop_table("survey")
