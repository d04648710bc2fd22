"""Return interviews keep who gave the code a child came by, and since when somebody is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_ACCOUNTS = ("door_by_id", "whom_by_code_of_id")


def upgrade() -> None:
    with op.batch_alter_table("return_interview") as batch_op:
        for name in OF_ACCOUNTS:
            batch_op.add_column(sa.Column(name, ID, nullable=True))
            batch_op.create_foreign_key(
                op.f(f"fk_return_interview_{name}"), "account", [name], ["id"], ondelete="SET NULL"
            )
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("no_reply_from", sa.String(120), nullable=False, server_default="")
        )
    with op.batch_alter_table("return_interview") as batch_op:
        batch_op.alter_column("no_reply_from", server_default=None)
    # The moment itself was not kept: a yes comes before anybody is asked.
    op.execute(
        "UPDATE return_interview SET asked_at = answered_at WHERE interviewer_id IS NOT NULL"
    )
    # Until now only the trail knew who gave a code that still opens something.
    op.execute(
        "UPDATE return_interview SET door_by_id = (SELECT actor_id FROM audit_entry"
        " WHERE action = 'interview_code_given' AND subject = 'interview'"
        " AND subject_id = return_interview.id"
        " AND actor_id IN (SELECT id FROM account) ORDER BY number DESC LIMIT 1)"
        " WHERE door_hash IS NOT NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("return_interview") as batch_op:
        batch_op.drop_column("no_reply_from")
        batch_op.drop_column("asked_at")
        for name in OF_ACCOUNTS:
            batch_op.drop_constraint(op.f(f"fk_return_interview_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
