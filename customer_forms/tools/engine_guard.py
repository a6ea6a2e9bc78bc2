from odoo.exceptions import AccessError

# Actions, also Odoo's own, name these for whatever is made in them.
OF_ACTIONS = {"company_id", "form_id", "team_id", "user_id"}


def refuse_engine_fields(model, engine_fields, vals_list):
    """Refuse values that only the engine writes, unless it does (in superuser mode).

    A readonly field is so in views only: over RPC anybody with write access sets it, or
    names a value in the context of ``create`` (``default_<field>``).

    :param model: the recordset being written, an empty one where records are created
    :param set engine_fields: names of the fields
    :param vals_list: list of dicts of values
    :raises AccessError: naming the fields
    """
    if model.env.su:
        return
    touched = {name for vals in vals_list for name in engine_fields & set(vals)}
    if not model:
        touched |= {
            name
            for name in engine_fields - OF_ACTIONS
            if f"default_{name}" in model.env.context
        }
    if touched:
        raise AccessError(
            model.env._(
                "Only publishing and submitting change this: %(fields)s.",
                fields=", ".join(sorted(touched)),
            )
        )
