"""The last entry of each chain, kept outside the database: who can change every table
cannot cut off the end of the log without it being noticed."""

import fcntl
import json
import os
import secrets
from contextlib import contextmanager
from datetime import datetime
from hmac import compare_digest

from ...rules import canonical_json
from ..vault.cipher import derive, digest


class Anchors:
    """One signed file for one database.

    :ivar bool is_altered: whether the file that was read is not as it was written
    """

    def __init__(self, path, secret):
        self.path = path
        self.key = derive(secret, "audit/anchor")
        self.is_altered = False

    def load(self):
        """What is in the file.

        :return: {"heads": {company id as text: {"sequence", "digest"}}, "breaks": [...]}
        """
        self.is_altered = False
        try:
            document = json.loads(self.path.read_text())
            mac = document.pop("mac")
            heads, breaks = document["heads"], document["breaks"]
            self.is_altered = not compare_digest(mac, self._mac(document))
        except FileNotFoundError:
            return {"heads": {}, "breaks": []}
        except (ValueError, KeyError, AttributeError, TypeError):
            self.is_altered = True
            return {"heads": {}, "breaks": []}
        return {"heads": heads, "breaks": breaks}

    def advance(self, heads, breaks=()):
        """Note newer entries; an older one does not replace a newer one.

        :param dict heads: company id -> (sequence, digest)
        :param list breaks: findings; from there the chain goes on as it is now
        """
        with self._changing() as document:
            document["breaks"] += [{**each, "at": _now()} for each in breaks]
            for each in breaks:
                document["heads"].pop(str(each["company_id"]), None)
            for company_id, (sequence, digest_) in heads.items():
                former = document["heads"].get(str(company_id))
                if not former or former["sequence"] < sequence:
                    document["heads"][str(company_id)] = {
                        "sequence": sequence,
                        "digest": digest_,
                        "at": _now(),
                    }

    def accept(self, company_ids):
        """Report the breaks of these companies, and of the file itself, no more."""
        with self._changing() as document:
            document["breaks"] = [
                each
                for each in document["breaks"]
                if each["company_id"] not in (None, *company_ids)
            ]

    @contextmanager
    def _changing(self):
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(f"{self.path}.lock", "a") as lock:
            os.fchmod(lock.fileno(), 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            document = self.load()
            if self.is_altered:
                lost = {"code": "anchor_altered", "company_id": None, "at": _now()}
                document["breaks"].append(lost)
            yield document
            self._write(document)

    def _write(self, document):
        draft = f"{self.path}.{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({**document, "mac": self._mac(document)}, file)
        os.replace(draft, self.path)

    def _mac(self, document):
        return digest(self.key, canonical_json(document))


def _now():
    return datetime.utcnow().isoformat(timespec="seconds")
