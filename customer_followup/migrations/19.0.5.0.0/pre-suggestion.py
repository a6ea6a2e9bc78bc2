from odoo.tools import sql


def migrate(cr, version):
    """What was written before suggests nothing any more: Odoo would read all of it to
    fill the new columns."""
    for name, kind in (("suggested_result", "varchar"), ("suggested_stage_id", "int4")):
        if not sql.column_exists(cr, "customer_followup", name):
            sql.create_column(cr, "customer_followup", name, kind)
