"""PostgreSQL itself refuses to change the audit log.

A column added later must have no default: filling it in would be an update.
"""

from odoo.tools import SQL

TABLES = ("customer_audit_event", "customer_audit_seal")
FUNCTION = "customer_audit_refuse"
BODY = "BEGIN RAISE EXCEPTION 'The audit log is only ever added to.'; END"
# In the data of postcommit: the events to be sealed then.
UNSEALED = "customer_forms.audit"
TRIGGERS = {
    "customer_audit_no_change": SQL("BEFORE UPDATE OR DELETE"),
    "customer_audit_no_truncate": SQL("BEFORE TRUNCATE"),
}


def install_guard(env, table):
    """Make PostgreSQL refuse to update, delete or truncate a table."""
    if table in unguarded_tables(env):
        env.cr.execute(
            SQL(
                "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS %s",
                SQL.identifier(FUNCTION),
                BODY,
            )
        )
        for name, event in TRIGGERS.items():
            _create_trigger(env.cr, name, event, table)


def _create_trigger(cr, name, event, table):
    cr.execute(
        SQL(
            """DROP TRIGGER IF EXISTS %(name)s ON %(table)s;
            CREATE TRIGGER %(name)s %(event)s ON %(table)s
                FOR EACH STATEMENT EXECUTE FUNCTION %(function)s();
            ALTER TABLE %(table)s ENABLE ALWAYS TRIGGER %(name)s""",
            name=SQL.identifier(name),
            table=SQL.identifier(table),
            event=event,
            function=SQL.identifier(FUNCTION),
        )
    )


def remove_guard(env):
    """Let the tables go, with what is in them: the addon is being uninstalled."""
    # Nothing is to be sealed after the commit: there will be no tables.
    env.cr.postcommit.data.get(UNSEALED, []).clear()
    env.cr.execute(
        SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(FUNCTION))
    )
    for table in reversed(TABLES):
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))


def unguarded_tables(env):
    """Tables that PostgreSQL would let be changed: without a trigger, with one switched
    off, or with one that does nothing."""
    rows = env.execute_query(
        SQL(
            """SELECT tgrelid::regclass::text, count(DISTINCT tgtype)
                FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
                WHERE tgname IN %s AND tgenabled = 'A' AND tgqual IS NULL
                    AND proname = %s AND prosrc = %s
                    AND tgtype IN (%s, %s)
                GROUP BY tgrelid""",
            tuple(TRIGGERS),
            FUNCTION,
            BODY,
            # pg_trigger.h: BEFORE is 2, DELETE 8, UPDATE 16, TRUNCATE 32
            2 + 8 + 16,
            2 + 32,
        )
    )
    guarded = {table for table, count in rows if count == len(TRIGGERS)}
    return [table for table in TABLES if table not in guarded]
