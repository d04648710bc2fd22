"""What an alert was late for, who was told of it, and from where a draft was put away for later."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0008"
branch_labels = None
depends_on = None

ONLY_DAYS = "a_closed_anonymous_alert_misses_no_moment"


def upgrade() -> None:
    op.add_column("response", sa.Column("stopped_at", sa.String(length=60), nullable=True))
    with op.batch_alter_table("alert") as table:
        table.add_column(sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(
            sa.Column(
                "second_contact_told", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    op.execute("UPDATE alert SET second_contact_told = (second_contact_at IS NOT NULL)")
    with op.batch_alter_table("alert") as table:
        table.alter_column("second_contact_told", server_default=None)
        table.create_check_constraint(
            op.f(f"ck_alert_{ONLY_DAYS}"),
            "NOT anonymous OR closed_on IS NULL OR missed_at IS NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("alert") as table:
        table.drop_constraint(op.f(f"ck_alert_{ONLY_DAYS}"), type_="check")
        table.drop_column("second_contact_told")
        table.drop_column("missed_at")
    op.drop_column("response", "stopped_at")
