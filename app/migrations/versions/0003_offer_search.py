"""Searching the Local Offer: each database's own full-text index over what the lines say.

The names begin with `fulltext`: the models do not know them, see app.core.migrate.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Its content stays in entitlement_search; these keep it in step, whoever writes there.
ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE fulltext_entitlement USING fts5(
        title, body, content='entitlement_search', content_rowid='id',
        tokenize='porter unicode61', prefix='2 3'
    )
    """,
    # What stands in a title weighs eight times as much.
    """
    INSERT INTO fulltext_entitlement (fulltext_entitlement, rank)
    VALUES ('rank', 'bm25(8.0, 1.0)')
    """,
    """
    CREATE TRIGGER fulltext_entitlement_added AFTER INSERT ON entitlement_search BEGIN
        INSERT INTO fulltext_entitlement (rowid, title, body)
        VALUES (new.id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER fulltext_entitlement_gone AFTER DELETE ON entitlement_search BEGIN
        INSERT INTO fulltext_entitlement (fulltext_entitlement, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER fulltext_entitlement_changed AFTER UPDATE ON entitlement_search BEGIN
        INSERT INTO fulltext_entitlement (fulltext_entitlement, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
        INSERT INTO fulltext_entitlement (rowid, title, body)
        VALUES (new.id, new.title, new.body);
    END
    """,
)

ON_POSTGRESQL = (
    # Every row in one piece: ranking reads all that match.
    "ALTER TABLE entitlement_search SET (toast_tuple_target = 8160)",
    """
    ALTER TABLE entitlement_search ADD COLUMN fulltext tsvector NOT NULL GENERATED ALWAYS AS (
        CASE WHEN language = 'en' THEN
            setweight(to_tsvector('english', title), 'A')
            || setweight(to_tsvector('english', body), 'D')
        ELSE
            setweight(to_tsvector('simple', title), 'A')
            || setweight(to_tsvector('simple', body), 'D')
        END
    ) STORED
    """,
    "CREATE INDEX fulltext_entitlement_search ON entitlement_search USING gin (fulltext)",
)


def upgrade() -> None:
    op.create_table(
        "entitlement_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "entitlement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entitlement_id"],
            ["entitlement.id"],
            name=op.f("fk_entitlement_search_entitlement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlement_search")),
        sa.UniqueConstraint(
            "entitlement_id", "language", name=op.f("uq_entitlement_search_entitlement_id_language")
        ),
    )
    op.create_table(
        "entitlement_indexed",
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_entitlement_indexed")),
    )
    op.create_table(
        "entitlement_shipped",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_entitlement_shipped")),
    )
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in ON_POSTGRESQL if on_postgresql else ON_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("entitlement_shipped")
    op.drop_table("entitlement_indexed")
    # PostgreSQL's column and index, and SQLite's triggers, go with their table.
    op.drop_table("entitlement_search")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE fulltext_entitlement")
