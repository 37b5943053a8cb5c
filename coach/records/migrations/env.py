"""Alembic's entry: runs the migrations inside the connection that coach.records opened."""

from alembic import context

from coach.records.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,  # for the names of constraints
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
