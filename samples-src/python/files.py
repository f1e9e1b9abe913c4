"""Writes files so that a second run gives the same bytes: no clock, one order, one packing."""

import re
import zipfile

CREATED = "2024-11-01T09:00:00Z"
ZIPPED = (2024, 11, 1, 9, 0, 0)


def write(path, text, encoding="utf-8", newline="\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace("\n", newline).encode(encoding))


def pack(path, parts):
    """A zip file of (name, text or bytes); an OpenDocument's first part stays unpacked, as it must."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, ZIPPED)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(entry, content)


def repack(path):
    """Takes the clock out of a file that a library has saved."""
    with zipfile.ZipFile(path) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    pack(path, [(name, _without_clock(name, content)) for name, content in parts])


def _without_clock(name, content):
    if name not in ("docProps/core.xml", "meta.xml"):
        return content
    text = content.decode()
    text = re.sub(r"(<dcterms:(created|modified)[^>]*>)[^<]*", r"\g<1>" + CREATED, text)
    text = re.sub(r"(<meta:creation-date>)[^<]*", r"\g<1>" + CREATED, text)
    return text.encode()
