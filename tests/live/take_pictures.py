"""The pictures of the README, taken from a running server. Called by ``bin/pictures``."""

import sys
from pathlib import Path

from live_server import running_server
from playwright.sync_api import sync_playwright
from story_pages import BackOffice, Visitor

from odoo.tools import config

# file name -> (login, language, address, what must be there before the picture)
BACK_OFFICE = {
    "customers": ("zhangwei", "zh_CN", "customer-dossiers", ".o_data_row"),
    "dossier": ("zhangwei", "zh_CN", "customer-dossiers/30", ".o-mail-Activity"),
    "submissions": ("admin", "en_US", "customer-submissions", ".o_data_row"),
    "analysis": ("admin", "en_US", "customer-analysis", ".o_graph_view canvas"),
    "builder": (
        "admin",
        "en_US",
        "form-builder/1",
        "iframe.o_cfb_frame:not(.o_cfb_loading)",
    ),
    "form": ("admin", "en_US", "customer-forms/1", ".o_form_view .o_data_row"),
}
PHONE = {"page-zh": "/zh_CN/forms/new-customer", "page-en": "/en/forms/new-customer"}


def take(folder):
    """Photograph the pages above into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)

    def photograph(page, name, **options):
        page.wait_for_timeout(1000)  # charts and avatars fade in
        page.screenshot(path=str(folder / f"{name}.png"), **options)

    with sync_playwright() as playwright, running_server() as live:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (login, lang, address, awaited) in BACK_OFFICE.items():
            person = BackOffice(live, chromium, login, lang, photograph)
            person.open(address, awaited)
            person.picture(name)
            person.close()
        for name, path in PHONE.items():
            visitor = Visitor(live, chromium, "zh_CN", photograph)
            visitor.open(path)
            # A number that is too short: what is wrong stands beside the field.
            visitor.fill(customer_name="王小明", phone="1380000123")
            visitor.go_on()
            visitor.picture(name)
            visitor.close()


if __name__ == "__main__":
    config.parse_config([])
    take(Path(sys.argv[1]))
