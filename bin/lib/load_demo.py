"""Load the demo data of this suite's addons, and of no others. Run by `odoo shell`.

Odoo's own switch loads the demo data of every module: opportunities and events of a
company that has nothing to do with ours would fill the first screen.
"""

from pathlib import Path

from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph
from odoo.tools import config

env = env(  # noqa: F821
    # There is nobody to write to, and no mail server.
    context=dict(env.context, mail_notify_force_send=False)  # noqa: F821
)
installed = env["ir.module.module"].search([("state", "=", "installed")])
graph = ModuleGraph(env.cr, mode="load")
graph.extend(installed.mapped("name"))
ours = [Path(path) for path in config["addons_path"] if not Path(path, "web").is_dir()]

for package in graph:
    module = installed.filtered(lambda module, name=package.name: module.name == name)
    if module.demo or Path(package.manifest.path).parent not in ours:
        continue
    if not load_demo(env, package, {}, "init"):
        # load_demo has logged the reason.
        raise SystemExit(f"The demo data of {package.name} could not be loaded.")
    module.demo = True
env.cr.commit()
