"""Looks for texts in everything the database keeps."""

import json

from odoo.tools import SQL

TEXT_TYPES = ("character varying", "character", "text", "json", "jsonb", "ARRAY")


def find_in_database(env, texts):
    """Where the tables of the present transaction have any of these texts.

    :param texts: sentinels, e.g. names and phones nobody else has
    :return: set of (table, column, text)
    """
    env.flush_all()
    env.cr.precommit.run()
    env.flush_all()
    # JSON writes other characters as escapes, when it is not jsonb.
    spellings = {each: {each, json.dumps(each)[1:-1]} for each in texts}
    patterns = [f"%{each}%" for spelt in spellings.values() for each in spelt]
    found = set()
    for table, columns in _text_columns(env):
        for column in columns:
            rows = env.execute_query(
                SQL(
                    "SELECT %(column)s::text FROM %(table)s"
                    " WHERE %(column)s::text LIKE ANY(%(patterns)s)",
                    column=SQL.identifier(column),
                    table=SQL.identifier(table),
                    patterns=patterns,
                )
            )
            found |= {
                (table, column, text)
                for (kept,) in rows
                for text, spelt in spellings.items()
                if any(each in kept for each in spelt)
            }
    return found


def _text_columns(env):
    return env.execute_query(
        SQL(
            """
            SELECT tables.table_name, array_agg(columns.column_name::text)
            FROM information_schema.tables
            JOIN information_schema.columns USING (table_schema, table_name)
            WHERE tables.table_schema = current_schema
                AND tables.table_type = 'BASE TABLE'
                AND columns.data_type IN %s
            GROUP BY tables.table_name
            """,
            TEXT_TYPES,
        )
    )
