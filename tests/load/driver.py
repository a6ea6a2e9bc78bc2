"""Visitors at work: a program of its own, so that it shares neither an interpreter nor a
lock with what it measures. Reads a task (JSON) and prints what it saw (JSON).

So many threads are always busy. A visitor opens a page, fills it in for ``think`` seconds
(meanwhile his thread serves others) and sends it. Each has an address of his own.
"""

import json
import random
import resource
import signal
import sys
import threading
import time
from collections import deque
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from targets import TARGETS, Refused

RETRY_SECONDS = 0.5


class Visitor:
    """Cookies and an address; talks HTTP.

    :param str base: address of the server
    :param int number: makes the visitor's address, as a proxy tells it
    """

    def __init__(self, base, number):
        self.base = urlsplit(base)
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.number = number
        self.cookies = {}

    def request(self, method, path, body=None, **headers):
        """Ask the server.

        :return: (status, text, headers)
        """
        connection = HTTPConnection(self.base.hostname, self.base.port, timeout=120)
        try:
            connection.request(
                method,
                path,
                body,
                {
                    "X-Forwarded-For": self.address,
                    "X-Forwarded-Host": self.base.netloc,
                    "X-Forwarded-Proto": "http",
                    "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
                    **{name.replace("_", "-"): said for name, said in headers.items()},
                },
            )
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _equals, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode(), answer.headers
        finally:
            connection.close()


class Crowd:
    """So many visitors at once, for a while.

    :param dict task: ``base``, ``target`` and its ``options``, ``visitors``,
        ``phases``: [[``open``, ``send`` or ``both``, seconds]], ``think`` seconds,
        ``first`` number of a visitor, ``patience``: seconds for which an answer that
        does not come, or is an error of the server, is asked for again
    """

    def __init__(self, task):
        self.task = task
        self.target = TARGETS[task["target"]](**task["options"])
        self.pages = deque()
        self.numbers = iter(range(task["first"], 1 << 24))
        self.lock = threading.Lock()
        self.is_over = threading.Event()
        self.opened, self.sent, self.errors = [], [], []
        self.acknowledged = []
        self.resent = 0

    def run(self):
        """Work through the phases; what was seen."""
        seconds = {}
        for phase, length in self.task["phases"]:
            start = time.monotonic()
            threads = [
                threading.Thread(target=self._work, args=(phase, start + length))
                for _visitor in range(self.task["visitors"])
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            seconds[phase] = time.monotonic() - start
        used = resource.getrusage(resource.RUSAGE_SELF)
        return {
            "opened": self.opened,
            "sent": self.sent,
            "errors": self.errors,
            "acknowledged": self.acknowledged,
            "resent": self.resent,
            "seconds": seconds,
            "requests": [self.target.requests_to_open, self.target.requests_to_send],
            "cpu": used.ru_utime + used.ru_stime,
        }

    def _work(self, phase, until):
        while time.monotonic() < until and len(self.errors) < 20:
            if self.is_over.is_set():
                return
            ripe = self._ripe_page() if phase != "open" else None
            if ripe:
                self._timed(self.sent, self._send, *ripe)
            elif phase != "send":
                with self.lock:
                    number = next(self.numbers)
                self._timed(self.opened, self._open, Visitor(self.task["base"], number))
            elif not self.pages:
                return
            else:
                time.sleep(0.01)

    def _ripe_page(self):
        with self.lock:
            if self.pages and self.pages[0][0] <= time.monotonic():
                return self.pages.popleft()[1:]
        return None

    def _open(self, visitor):
        page = self._patiently(lambda: self.target.open(visitor))
        ripe_at = time.monotonic() + self.task["think"]
        with self.lock:
            self.pages.append((ripe_at, visitor, page))

    def _send(self, visitor, page):
        self._patiently(lambda: self.target.send(visitor, page))
        self.acknowledged.append(page["uuid"])

    def _timed(self, series, step, *args):
        start = time.perf_counter()
        try:
            step(*args)
        except (OSError, HTTPException, Refused) as error:
            self.errors.append(f"{step.__name__}: {error!r}")
        else:
            series.append(time.perf_counter() - start)

    def _patiently(self, step):
        """Try again what failed on the way or in the server, as a visitor would."""
        until = time.monotonic() + self.task["patience"]
        while True:
            try:
                return step()
            except (OSError, HTTPException, Refused) as error:
                # Without a database Odoo knows no address at all: 404.
                is_final = isinstance(error, Refused) and error.status < 500
                is_final = is_final and error.status != 404
                if is_final or time.monotonic() > until:
                    raise
            self.resent += 1
            # Not all at the same moment.
            time.sleep(RETRY_SECONDS * (1 + random.random()))  # noqa: S311


if __name__ == "__main__":
    crowd = Crowd(json.load(sys.stdin))
    # Told to stop: finish what was begun, and say what was seen.
    signal.signal(signal.SIGTERM, lambda *_args: crowd.is_over.set())
    json.dump(crowd.run(), sys.stdout)
