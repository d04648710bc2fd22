"""What raised an alert stays with it when it is changed. And an offer that nobody can tell has
reached the child is none: what was only passed on by others counts no longer.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# A child who answered knew of it, and so did one who opened their page or was asked themselves.
NEVER_REACHED = """
UPDATE return_interview SET offered_at = NULL
WHERE answered_at IS NULL AND offered_at IS NOT NULL
AND EXISTS (
    SELECT 1 FROM interview_attempt a
    WHERE a.interview_id = return_interview.id AND a.outcome IN ('offered', 'no_reply')
)
AND NOT EXISTS (
    SELECT 1 FROM interview_attempt a
    WHERE a.interview_id = return_interview.id
    AND (
        a.outcome IN ('accepted', 'declined')
        OR (a.how IN ('in_person', 'phone', 'link') AND a.outcome IN ('offered', 'no_reply'))
    )
)
"""


def upgrade() -> None:
    op.create_table(
        "alert_words_before",
        sa.Column("alert_id", ID, nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"],
            ["alert.id"],
            name=op.f("fk_alert_words_before_alert_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_words_before")),
    )
    op.create_index(op.f("ix_alert_words_before_alert_id"), "alert_words_before", ["alert_id"])
    op.execute(NEVER_REACHED)
    with op.batch_alter_table("interview_sending") as batch_op:
        batch_op.add_column(sa.Column("child_took_part", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("interview_sending") as batch_op:
        batch_op.drop_column("child_took_part")
    op.drop_index(op.f("ix_alert_words_before_alert_id"), table_name="alert_words_before")
    op.drop_table("alert_words_before")
