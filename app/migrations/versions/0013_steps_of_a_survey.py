"""The steps of a survey on its way from a draft to its last day, and who took them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "survey_step",
        sa.Column("survey_id", number, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", number, nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", number, autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "what IN ('started', 'copied', 'brought_in', 'asked_second_look', 'second_look_fine', 'second_look_back', 'safety_fine', 'safety_back', 'changed_again', 'opened', 'closed')",
            name=op.f("ck_survey_step_known_what"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_survey_step_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_survey_step_survey_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_step")),
    )
    op.create_index(op.f("ix_survey_step_survey_id"), "survey_step", ["survey_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_survey_step_survey_id"), table_name="survey_step")
    op.drop_table("survey_step")
