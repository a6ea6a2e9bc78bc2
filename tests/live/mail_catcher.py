"""A mail server that keeps every mail it is given, as it came."""

import socketserver
import threading
from contextlib import contextmanager


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 catcher")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say("221 bye")
                return
            if verb == b"DATA":
                self._say("354 go on")
                self.server.mails.append(self._read_mail())
            elif verb in {b"MAIL", b"RCPT"}:
                self.server.envelopes.append(line.decode())
            self._say("250 ok")

    def _read_mail(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        return b"".join(lines)

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def catching_mails():
    """:yield: a server with ``port``, ``mails`` (bytes) and ``envelopes`` (lines)"""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.daemon_threads = True
        server.mails, server.envelopes = [], []
        server.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
