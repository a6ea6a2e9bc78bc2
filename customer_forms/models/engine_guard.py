from odoo.exceptions import AccessError


def refuse_engine_fields(model, engine_fields, vals_list):
    """Refuse values that only the engine writes, unless it does (in superuser mode).

    A readonly field is so in views only: over RPC anybody with write access sets it.

    :param model: the recordset being created or written
    :param set engine_fields: names of the fields
    :param vals_list: list of dicts of values
    :raises AccessError: naming the fields
    """
    touched = sorted({name for vals in vals_list for name in engine_fields & set(vals)})
    if touched and not model.env.su:
        raise AccessError(
            model.env._(
                "Only publishing and submitting change this: %(fields)s.",
                fields=", ".join(touched),
            )
        )
