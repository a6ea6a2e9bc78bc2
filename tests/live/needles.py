"""Find a text wherever and however a program may have left it."""

import base64
import json
import subprocess
import tempfile
import zipfile
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import quote

ARCHIVE = b"PK\x03\x04"


def spellings(text):
    """The bytes by which a text is found: plain, in JSON, in a URL, as hexadecimal digits
    (as pg_dump writes binary columns) and in Base64 at any offset.

    >>> b"e78e8b" in spellings("王"), b"%E7%8E%8B" in spellings("王")
    (True, True)
    >>> base64.b64encode(b"tel 13800001234 or")[7:25] in spellings("13800001234x")
    False
    >>> any(base64.b64encode(b"tel 13800001234 or").find(each) > 0
    ...     for each in spellings("13800001234"))
    True
    """
    raw = text.encode()
    escaped = json.dumps(text)[1:-1]
    found = {
        raw,
        raw.hex().encode(),
        quote(text, safe="").encode(),
        escaped.encode(),
        escaped.replace("\\", "\\\\").encode(),
    }
    for offset in range(3):
        # What the neighbours of the text have a part in is left out.
        encoded = base64.b64encode(b"\0" * offset + raw)
        start, end = -(-offset * 8 // 6), (offset + len(raw)) * 8 // 6
        if end - start >= 8:
            found.add(encoded[start:end])
    return found


def found_in(path, texts):
    """Which of these texts are in a file, or in the files of a folder.

    :param Path path: what is searched
    :param texts: texts
    :return: {text: names of the first files that have it}
    """
    by_spelling = {each: text for text in texts for each in spellings(text)}
    with tempfile.NamedTemporaryFile() as patterns:
        patterns.write(b"\n".join(by_spelling) + b"\n")
        patterns.flush()
        done = subprocess.run(  # noqa: S603  our own command line
            ["/usr/bin/grep", "-raoHF", "-f", patterns.name, str(path)],
            capture_output=True,
            check=False,
            env={"LC_ALL": "C"},
        )
    assert done.returncode in {0, 1}, done.stderr
    found = {}
    for line in done.stdout.splitlines():
        name, _colon, spelling = line.partition(b":")
        found.setdefault(by_spelling[spelling], set()).add(name.decode())
    return found


def unpack(folder, target, since):
    """Write what is in the archives (Excel files) of a folder beside each other.

    :param float since: only archives that are newer
    """
    for path in folder.rglob("*"):
        if not path.is_file() or path.stat().st_mtime < since:
            continue
        if path.read_bytes()[:4] == ARCHIVE:
            with zipfile.ZipFile(path) as archive:
                for number, name in enumerate(archive.namelist()):
                    part = Path(target) / f"{path.name}-{number}"
                    part.write_bytes(archive.read(name))


def readable_mail(raw):
    """A mail as it came, and each of its headers and texts as people read them."""
    mail = message_from_bytes(raw, policy=policy.default)
    headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
    texts = [
        part.get_payload(decode=True) or b""
        for part in mail.walk()
        if not part.is_multipart()
    ]
    return b"\n".join([raw, headers.encode(), *texts])
