"""Uploads a file with tuspy or aiotus, as a program of its own so that it can be killed; goes on where its address file says that it was.

usage: upload_client.py tuspy|aiotus ENDPOINT FILE ADDRESS_FILE CHUNK_BYTES
"""

import asyncio
import logging
import os
import sys
from pathlib import Path


def keep(address: str, file: Path) -> None:
    """Renamed into place, for a killed client must not leave half an address."""
    scratch = file.with_suffix(".new")
    scratch.write_text(address)
    os.replace(scratch, file)


def upload_with_tuspy(endpoint: str, file: Path, addresses: Path, chunk: int) -> None:
    from tusclient.client import TusClient

    known = addresses.read_text() if addresses.exists() else None
    client = TusClient(endpoint)
    uploader = client.uploader(
        str(file), url=known, chunk_size=chunk, metadata={"filename": file.name}, retries=100, retry_delay=0.05)
    if known is None:
        uploader.set_url(uploader.create_url())
        keep(uploader.url, addresses)
    uploader.upload()


async def upload_with_aiotus(endpoint: str, file: Path, addresses: Path, chunk: int) -> None:
    import aiohttp
    import yarl
    from aiotus import RetryConfiguration, core, creation, retry

    # The two steps of aiotus.upload() with its own retries: called as one, it neither tells the address before the end nor takes one.
    patience = RetryConfiguration(retry_attempts=60, max_retry_period_seconds=0.1)
    async with aiohttp.ClientSession() as session:
        with file.open("rb") as content:
            if not addresses.exists():
                async for attempt in retry._make_retrying("upload creation", patience):
                    with attempt:
                        location = await creation.create(session, yarl.URL(endpoint), content, {"filename": file.name.encode()})
                keep(str(yarl.URL(endpoint).join(location)), addresses)
            address = yarl.URL(addresses.read_text())
            async for attempt in retry._make_retrying("upload", patience):
                with attempt:
                    await core.upload_buffer(session, address, content, chunksize=chunk)


def main() -> None:
    name, endpoint, file, addresses, chunk = sys.argv[1:]
    logging.basicConfig(level=logging.INFO)
    arguments = (endpoint, Path(file), Path(addresses), int(chunk))
    if name == "tuspy":
        upload_with_tuspy(*arguments)
    else:
        asyncio.run(upload_with_aiotus(*arguments))


if __name__ == "__main__":
    main()
