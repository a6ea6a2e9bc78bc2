"""Give a cloned database its own identifier and secrets. Run by `odoo shell`."""

env["ir.config_parameter"].init(force=True)  # noqa: F821
env.cr.commit()  # noqa: F821
