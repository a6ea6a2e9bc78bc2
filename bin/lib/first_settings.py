"""What a new production database needs before anyone can reach it. Run by `odoo shell`."""

import os

# Odoo's own default is admin.
env.ref("base.user_admin").password = os.environ["ADMIN_PASSWORD"]  # noqa: F821
parameters = env["ir.config_parameter"]  # noqa: F821
# Whoever opens the site first would otherwise decide the address in every link.
if address := os.environ.get("PUBLIC_URL"):
    parameters.set_param("web.base.url", address.rstrip("/"))
    parameters.set_param("web.base.url.freeze", "True")
# The PDF printer fetches style sheets: from inside, not around through the proxy.
parameters.set_param("report.url", f"http://127.0.0.1:{os.environ['HTTP_PORT']}")
env.cr.commit()  # noqa: F821
