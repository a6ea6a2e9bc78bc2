"""A database that is filled with very many rows, and dropped."""

import os
from contextlib import closing

import pytest

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config


@pytest.fixture(scope="session")
def bench_env():
    """An environment on a clone of the test database, which is dropped afterwards."""
    database = os.environ["BENCH_DATABASE"]
    with pytest.MonkeyPatch.context() as patch:
        # Else Odoo begins to run the tests of the modules it loads.
        patch.setitem(config, "test_enable", False)
        registry = Registry(database)
    with closing(registry.cursor()) as cr:
        yield api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    Registry.delete(database)
    sql_db.close_db(database)
    with closing(sql_db.db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


@pytest.fixture
def env(bench_env):
    yield bench_env
    bench_env.transaction.clear()
    bench_env.cr.rollback()
