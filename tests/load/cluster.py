"""A PostgreSQL of its own with the settings of production: `bin/test`'s own one answers
before anything is on the disk, and cannot be stopped under a test's feet."""

import getpass
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from odoo.tools import config

SETTINGS = """
listen_addresses = ''
shared_buffers = 256MB
max_wal_size = 2GB
jit = off
"""


class Cluster:
    """A server on a socket in ``folder``."""

    def __init__(self, folder):
        self.folder = folder
        newest = max(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
        self.programs = newest
        # Postgres refuses to run as root: Debian's own account does it then.
        is_root = getpass.getuser() == "root"
        self.account = ["runuser", "-u", "postgres", "--"] if is_root else []
        if is_root:
            shutil.chown(folder, "postgres")

    @property
    def environment(self):
        """The variables by which Odoo and psql find it."""
        given = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
        return {**given, "PGHOST": str(self.folder), "PGUSER": "odoo"}

    @property
    def data(self):
        return self.folder / "data"

    def make(self):
        """A new cluster with the role of Odoo, started."""
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust")
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(f"{SETTINGS}unix_socket_directories = '{self.folder}'\n")
        self.start()
        self._run(
            *("psql", "-h", self.folder, "-U", "postgres", "-d", "postgres", "-qc"),
            "CREATE ROLE odoo LOGIN CREATEDB",
        )

    def start(self):
        log = self.folder / "server.log"
        self._run("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", "120", "start")

    def stop(self, mode):
        """:param str mode: ``immediate`` is a crash, ``fast`` is none"""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", "120", "stop")

    def copy(self, source, name):
        """Copy a database of the server that the test runs on, with its files."""
        subprocess.run(  # noqa: S603  our own command line
            [
                self.programs / "createdb",
                "-T",
                "template0",
                "-E",
                "UTF8",
                "--lc-collate=C",
                name,
            ],
            env=self.environment,
            check=True,
        )
        dump = subprocess.Popen(  # noqa: S603  our own command line
            [self.programs / "pg_dump", "-Fc", "-Z0", "--no-owner", source],
            stdout=subprocess.PIPE,
        )
        subprocess.run(  # noqa: S603  our own command line
            [self.programs / "pg_restore", "--no-owner", "-d", name],
            stdin=dump.stdout,
            env=self.environment,
            check=True,
        )
        assert dump.wait() == 0
        store = Path(config.filestore(source))
        shutil.rmtree(store.with_name(name), ignore_errors=True)
        shutil.copytree(store, store.with_name(name), copy_function=os.link)

    def query(self, database, sql, **variables):
        """Rows as lists of texts.

        :param variables: for ``:'name'`` in the query
        """
        options = [f"--set={name}={value}" for name, value in variables.items()]
        answer = subprocess.run(  # noqa: S603  our own command line
            [self.programs / "psql", "-XqtAF", "\t", "-d", database, *options],
            input=sql,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return [line.split("\t") for line in answer.stdout.splitlines()]

    def _run(self, program, *options):
        subprocess.run(  # noqa: S603  our own command line
            [*self.account, self.programs / program, *options],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )


def _version(folder):
    return float(folder.parent.name)


@contextmanager
def production_copy(source, name):
    """A cluster with a copy of a database.

    :param str source: the database, on the server of the tests
    :param str name: what the copy is called
    """
    folder = Path(tempfile.mkdtemp(prefix="customer-load-"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    try:
        cluster.make()
        cluster.copy(source, name)
        yield cluster
    finally:
        if (cluster.data / "postmaster.pid").exists():
            cluster.stop("immediate")
        shutil.rmtree(folder)
        shutil.rmtree(config.filestore(name), ignore_errors=True)
