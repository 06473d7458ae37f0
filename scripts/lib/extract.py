"""Take one file out of a zip, wheel or tar archive: verified, and in place only when whole.

A bare Debian has no unzip, and `tar` cannot check what it unpacks.

usage: extract.py ARCHIVE MEMBER OUTPUT SHA256
"""

from __future__ import annotations

import hashlib
import os
import sys
import tarfile
import zipfile
from pathlib import Path


def read_member(archive: Path, member: str) -> bytes:
    """The bytes of `member` (its full path inside `archive`)."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return opened.read(member)
    with tarfile.open(archive) as opened:
        stream = opened.extractfile(member)
        if stream is None:
            raise KeyError(f"{member} is not a regular file")
        return stream.read()


def main(archive: str, member: str, output: str, sha256: str) -> None:
    data = read_member(Path(archive), member)
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        sys.exit(f"error: {member} has SHA-256 {found}, expected {sha256}")
    target = Path(output)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    partial.write_bytes(data)
    partial.replace(target)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
