"""Many rows at once."""

from odoo.tools import SQL


def fill_table(env, table, insert):
    """Insert, with the indexes made afterwards: many times faster."""
    indexes = env.execute_query(
        SQL(
            """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
                 FROM pg_index
                WHERE indrelid = %s::regclass AND NOT indisprimary""",
            table,
        )
    )
    for name, _definition in indexes:
        env.cr.execute(SQL("DROP INDEX %s", SQL(name)))
    env.cr.execute("SET LOCAL maintenance_work_mem = '256MB'")
    env.cr.execute(insert)
    for _name, definition in indexes:
        env.cr.execute(SQL(definition.replace("%", "%%")))
    env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
