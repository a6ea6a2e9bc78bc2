"""A server as in production: workers, a proxy in front of it, commits on the disk."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from live_server import ODOO, OdooProcess

sys.path.insert(0, str(Path(__file__).parents[1] / "load"))

from cluster import production_copy

DATABASE = "customer_load"
WORKERS = 3
PATIENCE = 600  # seconds


class Production(OdooProcess):
    """Odoo with workers, and the PostgreSQL below it."""

    def __init__(self, cluster):
        options = ("--workers", str(WORKERS), "--proxy-mode", "--max-cron-threads", "2")
        super().__init__(options, DATABASE, cluster.environment)
        self.cluster = cluster

    def supervise(self):
        """Start Odoo again when it has ended, as Docker does: its first process gives up
        when it meets a PostgreSQL that is still starting."""
        if self.process.poll() is not None:
            self.start()

    def wait_until_filed(self):
        """Wait for the job that comes right after a visitor's answer.

        :return: seconds until no customer was still to be opened
        """
        start = time.monotonic()
        while self.query(
            "SELECT id FROM customer_form_submission WHERE filing_state = 'due'"
        ):
            assert time.monotonic() - start < PATIENCE, self.log.read_text()[-3000:]
            self.supervise()
            time.sleep(0.2)
        return time.monotonic() - start

    def kept(self, uuids):
        """What became of these pages: {(how often it was kept, how often filed under a
        customer, state)}; None for one that was not."""
        rows = self.query(
            "SELECT client_uuid, count(*), count(dossier_id), min(state)"
            " FROM customer_form_submission GROUP BY 1"
        )
        found = {
            uuid: (int(count), int(filed), state) for uuid, count, filed, state in rows
        }
        return {found.get(uuid) for uuid in uuids}

    def query(self, sql, **variables):
        """See ``Cluster.query``."""
        return self.cluster.query(DATABASE, sql, **variables)


@contextmanager
def production_server():
    """Copy the database of ``bin/test``, with Odoo's survey beside our forms."""
    with production_copy(os.environ["LIVE_DATABASE"], DATABASE) as cluster:
        subprocess.run(  # noqa: S603  our own command line
            [
                *(sys.executable, ODOO, "server", "-d", DATABASE, "-i", "survey"),
                *("--skip-auto-install", "--no-http", "--stop-after-init"),
                *("--log-level", "warn"),
            ],
            env=cluster.environment,
            check=True,
        )
        server = Production(cluster)
        server.start()
        try:
            # More visitors than a hall has, from as many addresses.
            server.call(
                server.session(),
                "ir.config_parameter",
                "set_param",
                *("customer_forms.robot_form_limit", "1000000"),
            )
            yield server
        finally:
            server.stop()
