"""The proof: what is told of people through every door is nowhere to be read (V1, V2).

Each door gets values of its own that exist nowhere else; then the whole dump of the
database, its files, the sessions, the log of the server and every mail are searched for
them, however they may be written there. Files that people attach are kept as they are.
"""

import subprocess
import time
from pathlib import Path

import pytest
from mail_catcher import catching_mails
from needles import found_in, readable_mail, unpack
from sentinel_doors import Doors
from sentinels import CONTROL, PEOPLE

from odoo.tools import config


@pytest.fixture(scope="module")
def left(live, tmp_path_factory):
    """Everything that can be read afterwards: {what: path}."""
    began = time.time()
    folder = tmp_path_factory.mktemp("left")
    for name in ("mails", "archives"):
        (folder / name).mkdir()
    with catching_mails() as mail_server:
        Doors(live, mail_server).open_all()
        for number, raw in enumerate(mail_server.mails):
            (folder / "mails" / f"{number}.eml").write_bytes(readable_mail(raw))
    with (folder / "dump.sql").open("wb") as dump:
        subprocess.run(  # noqa: S603  our own command line
            ["/usr/bin/pg_dump", "--no-owner", live.database],
            stdout=dump,
            check=True,
        )
    data = Path(config["data_dir"])
    files = data / "filestore" / live.database
    unpack(files, folder / "archives", began)
    return {
        "database": folder / "dump.sql",
        "files": files,
        "archives": folder / "archives",
        "sessions": data / "sessions",
        "log": live.log,
        "mails": folder / "mails",
    }


def test_the_search_finds_what_is_not_sensitive(left):
    """Were the scan blind, the proof below would prove nothing."""
    for place in ("database", "mails"):
        assert found_in(left[place], [CONTROL]), place
    assert found_in(left["log"], ["GET /forms/sentinels"])


@pytest.mark.parametrize(
    "place", ["database", "files", "archives", "sessions", "log", "mails"]
)
def test_no_sentinel_is_anywhere(left, place):
    door_of = {
        needle: door for door, person in PEOPLE.items() for needle in person.needles()
    }
    found = found_in(left[place], door_of)
    assert not {(door_of[each], each, *sorted(found[each])[:3]) for each in found}
