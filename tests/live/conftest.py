import resource
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from live_server import running_server
from production import production_server

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What is here comes last: each of Odoo's test classes ends the processes that it finds
    below its own, as these servers and browsers are."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def live():
    with running_server() as server:
        server.trust_the_quick()
        yield server


@pytest.fixture(scope="session")
def production():
    with production_server() as server:
        yield server


@pytest.fixture(autouse=True)
def administrator_in_english(request):
    """Whatever language the test before worked in."""
    if "live" not in request.fixturenames:
        return
    live = request.getfixturevalue("live")
    session = live.session()
    admins = live.call(session, "res.users", "search", [["login", "=", "admin"]])
    live.call(session, "res.users", "write", admins, {"lang": "en_US"})


@pytest.fixture(scope="session")
def chromium():
    # Odoo limits the address space of its process; a browser needs more than that.
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
