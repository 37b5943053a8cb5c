"""Briefs, the guides made from them, and which questions opened something."""

import sqlalchemy as sa
from alembic import op

from coach.records.schema import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "briefs",
        sa.Column("reference", sa.String(64), primary_key=True),
        sa.Column("owner_id", sa.String(32), nullable=False, index=True),
        sa.Column("pair_refs", sa.JSON, nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("brief", sa.JSON, nullable=False),
    )
    op.create_table(
        "guides",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner_id", sa.String(32), nullable=False, index=True),
        sa.Column("pair_refs", sa.JSON, nullable=False),
        sa.Column("brief_ref", sa.String(64), nullable=False, index=True),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("changed", Moment(), nullable=False),
        sa.Column("guide", sa.JSON, nullable=False),
    )
    op.create_table(
        "guide_marks",
        sa.Column(
            "guide_id",
            sa.String(32),
            sa.ForeignKey("guides.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("question_id", sa.String(40), primary_key=True),
        sa.Column("side", sa.String(10), primary_key=True),
        sa.Column("bank_id", sa.String(20), nullable=False, index=True),
        sa.Column("opened", sa.Boolean, nullable=False),
    )
