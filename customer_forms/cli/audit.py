"""The command ``audit``: whether the audit log is whole, without a browser.

Odoo finds it by its path: ``odoo-bin audit verify -d DATABASE``, or ``bin/audit verify``.
"""

import sys

from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config


class Audit(Command):
    """The audit log: verify it; ends with 1 when it was tampered with"""

    def run(self, args):
        parser = self.parser
        parser.add_argument("-c", "--config", help="Odoo's configuration file")
        parser.add_argument("-d", "--database", help="default: the one of odoo.conf")
        parser.add_argument("--lang", default="en_US", help="e.g. zh_CN")
        parser.add_argument("action", choices=["verify"])
        given = parser.parse_args(args)
        config.parse_config(
            [
                *(["-c", given.config] if given.config else []),
                *(["-d", given.database] if given.database else []),
                *("--log-level", "error", "--workers", "0"),
            ],
            setup_logging=True,
        )
        if len(config["db_name"]) != 1:
            parser.error("name one database with -d")
        sys.exit(_verify(config["db_name"][0], given.lang))


def _verify(database, lang):
    """Say of each company whether its log is whole; 1 when one is not."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"lang": lang})
        try:
            found = env["customer.audit.verification"]._verify_all()
        except UserError as error:
            sys.exit(str(error))
        for each in found:
            state = dict(each._fields["state"]._description_selection(env))[each.state]
            sys.stdout.write(
                f"{each.company_id.name}: {state}, {each.entry_count},"
                f" {each.head or '-'}\n"
            )
            for line in each.findings_text.splitlines():
                sys.stdout.write(f"    {line}\n")
        return int("broken" in found.mapped("state"))
