"""The programme's memory: insights, their themes, and the frozen releases."""

import sqlalchemy as sa
from alembic import op

from coach.records.schema import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "insights",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False, index=True),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("family", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("junior_ref", sa.String(80), nullable=False, index=True),
        sa.Column("pair_ref", sa.String(80), nullable=False),
        sa.Column("decision_ref", sa.String(80), nullable=False),
        sa.Column("function", sa.String(80), nullable=False),
        sa.Column("region", sa.String(80), nullable=False),
        sa.Column("tenure_band", sa.String(40), nullable=False),
        sa.Column("quarter", sa.String(8), nullable=False),
        sa.Column("may_quote", sa.Boolean, nullable=False),
        sa.Column("also_junior_refs", sa.JSON, nullable=False),
        sa.Column("theme_id", sa.String(40), nullable=False, index=True),
    )
    op.create_table(
        "themes",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("changed", Moment(), nullable=False),
    )
    op.create_table(
        "releases",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("k", sa.Integer, nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stale", sa.JSON, nullable=False),
    )
    op.create_table(
        "release_themes",
        sa.Column("release", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("theme_id", sa.String(40), primary_key=True),
        sa.Column("card", sa.JSON, nullable=False),
    )
    op.create_table(
        "release_members",
        sa.Column("release", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("theme_id", sa.String(40), primary_key=True),
        sa.Column("insight_id", sa.String(80), primary_key=True),
        sa.Column("junior_ref", sa.String(80), primary_key=True),
        sa.Column("pair_ref", sa.String(80), nullable=False),
        sa.Column("cut", sa.JSON, nullable=False),
    )
    op.create_index("ix_release_members_insight_id", "release_members", ["insight_id"])
