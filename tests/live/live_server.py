"""A real Odoo server on a real database: what tests inside one transaction cannot show."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import requests

from odoo.tools import config

START_SECONDS = 120
# As a file: with workers Odoo starts its own program once more, by its path.
ODOO = Path(__file__).parents[2] / "bin" / "lib" / "start_odoo.py"


def _free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LiveServer:
    """Where the server answers, and short ways to talk to it as a program."""

    def __init__(self, url, database, log):
        self.url = url
        self.database = database
        self.log = log
        self.screenshots = Path(config["screenshots"]) / "story"
        self.screenshots.mkdir(parents=True, exist_ok=True)

    def session(self, login="admin", password=None):
        """A logged-in ``requests.Session``."""
        session = requests.Session()
        answer = session.post(
            f"{self.url}/web/session/authenticate",
            json={
                "params": {
                    "db": self.database,
                    "login": login,
                    "password": password or login,
                }
            },
            timeout=60,
        ).json()
        assert answer.get("result", {}).get("uid"), answer
        return session

    def call(self, session, model, method, *args, **kwargs):
        """Call a model's method as the web client does.

        :return: its result
        :raises AssertionError: with the server's message when it refuses
        """
        answer = session.post(
            f"{self.url}/web/dataset/call_kw/{model}/{method}",
            json={
                "params": {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": kwargs,
                }
            },
            timeout=60,
        ).json()
        assert "error" not in answer, answer["error"]["data"]["debug"]
        return answer.get("result")  # there is none where a method returns nothing

    def file_customers(self):
        """What a scheduled job does right after a visitor got his answer."""
        session = self.session()
        cron = self.record_id(session, "customer_followup.ir_cron_file_customers")
        self.call(session, "ir.cron", "method_direct_trigger", [cron])

    def trust_the_quick(self):
        """Programs fill in a page at once, and many come from one address: neither is a
        robot here."""
        session = self.session()
        for name, value in (
            ("robot_seconds", "0"),
            ("robot_address_limit", "1000000"),
            ("robot_form_limit", "1000000"),
        ):
            key = f"customer_forms.{name}"
            self.call(session, "ir.config_parameter", "set_param", key, value)

    def record_id(self, session, xmlid):
        """The database id behind ``module.name``."""
        module, name = xmlid.split(".")
        (row,) = self.call(
            session,
            "ir.model.data",
            "search_read",
            [["module", "=", module], ["name", "=", name]],
            ["res_id"],
        )
        return row["res_id"]


@contextmanager
def running_server(*options, database=None, environment=None):
    """Start Odoo; stop it afterwards.

    :param options: of Odoo's command line
    :param str database: the clone that ``bin/test`` made for this when None
    :param dict environment: of its process; ours when None
    """
    server = OdooProcess(options, database or os.environ["LIVE_DATABASE"], environment)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class OdooProcess(LiveServer):
    """A server that is started and stopped."""

    def __init__(self, options, database, environment):
        port, self.environment = _free_port(), environment
        folder = Path(config["screenshots"]).parent / "log"
        name = "live" if database == os.environ["LIVE_DATABASE"] else database
        super().__init__(
            f"http://127.0.0.1:{port}", database, folder / f"{name}-server.log"
        )
        self.log.write_bytes(b"")
        self.command = [
            *(sys.executable, ODOO, "server"),
            *("-d", database, "--db-filter", f"^{database}$"),
            *("--http-port", str(port), "--gevent-port", str(_free_port())),
            *("--max-cron-threads", "0"),
            *options,
        ]

    def start(self):
        """Begin to serve, and wait for the first answer."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603  our own command line
                self.command,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # its workers are killed with it
            )
        try:
            _wait_until_ready(self.process, self.url, self.log)
        except BaseException:
            self.kill()
            raise

    def stop(self):
        """Let it finish what it is at."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """SIGKILL, to its workers too."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


def _wait_until_ready(process, url, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            requests.get(f"{url}/web/login", timeout=60).raise_for_status()
            return
        except requests.RequestException:
            time.sleep(0.3)
    raise AssertionError(f"no answer in {START_SECONDS} s: {log.read_text()}")
