"""What an alert was late for and who was told; where a draft was put away; a council's towns."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ONLY_DAYS = "a_closed_anonymous_alert_misses_no_moment"


RULE = "NOT anonymous OR closed_on IS NULL OR missed_at IS NULL"


def upgrade() -> None:
    op.add_column("response", sa.Column("stopped_at", sa.String(length=60), nullable=True))
    op.add_column(
        "council", sa.Column("towns", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "alert",
        sa.Column("second_contact_told", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute("UPDATE alert SET second_contact_told = (second_contact_at IS NOT NULL)")
    name = op.f(f"ck_alert_{ONLY_DAYS}")
    if op.get_bind().dialect.name == "sqlite":
        # The table is not made anew for a rule: dropping it would take what hangs on it along.
        op.execute(
            f"ALTER TABLE alert ADD COLUMN missed_at DATETIME CONSTRAINT {name} CHECK ({RULE})"
        )
    else:
        op.add_column("alert", sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True))
        op.create_check_constraint(name, "alert", RULE)


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(f"ck_alert_{ONLY_DAYS}"), "alert", type_="check")
    op.drop_column("alert", "missed_at")
    op.drop_column("alert", "second_contact_told")
    op.drop_column("council", "towns")
    op.drop_column("response", "stopped_at")
