"""What schemathesis cannot know from the description: what there is, and which parts of an upload's request go together."""

import base64
import hashlib
import json
import os
import re
import uuid
from pathlib import Path

import schemathesis
from schemathesis.core import NOT_SET
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.transport.requests import REQUESTS_TRANSPORT, multipart_serializer
from schemathesis.transport.serialization import Binary

MATERIAL = json.loads(Path(os.environ["LECTERN_MATERIAL"]).read_text())
KINDS = {"/v1/reviews/{id}": "review", "/v1/jobs/{id}": "job", "/v1/uploads/{id}": "upload", "/v1/webhooks/{id}": "webhook"}
# What takes away must not take what others use: it finds something in their answers.
TAKING = {"deleteReview", "cancelReview", "deleteUpload", "deleteWebhook"}
KEPT = {name for value in MATERIAL.values() for name in ([value] if isinstance(value, str) else value)}

CHUNK = "application/offset+octet-stream"
TUS = ("Tus-Resumable", "Upload-Defer-Length", "Upload-Metadata", "Upload-Concat", "Upload-Checksum")
RESUMABLE = ("Upload-Complete", "Upload-Draft-Interop-Version", "Content-Disposition")

ADDRESS = re.compile(r"(https?)://(?:[A-Za-z0-9._-]+|\[[0-9a-f:]+\])((?::[0-9]+)?(?:[/?#][!-~]*)?)")

# Where each upload is.
offsets: dict[str, str] = {}


def content(body: object) -> bytes:
    """A schema cannot say of bytes that there are some."""
    if body is NOT_SET:
        return b""
    value = getattr(body, "data", body)
    return (value if isinstance(value, bytes) else str(value).encode()) or b"a recording"


@schemathesis.serializer("application/octet-stream", "application/partial-upload", CHUNK)
def raw(_, body):
    return content(body)


@REQUESTS_TRANSPORT.serializer("multipart/form-data")
def form(context, body):
    """Nor can it say that the file of a form comes last."""
    if isinstance(body, dict) and isinstance(body.get("file"), Binary):
        body = {name: value for name, value in body.items() if name != "file"} | {"file": content(body["file"])}
    return multipart_serializer(context, body)


@schemathesis.hook
def before_call(_, case, kwargs):
    name = case.operation.definition.raw.get("operationId", "")
    if name == "createWebhook":
        send_to_nobody(case)
    # A case whose header was touched counts as one that has its token.
    if case.meta is None or getattr(case.meta.phase.data, "parameter", None) == "Authorization":
        return
    if name in ("createUpload", "appendUpload", "overrideUpload"):
        leave_one_way(case)
    takes = name in TAKING or case.headers.get("X-HTTP-Method-Override") == "DELETE"
    if takes and case.path_parameters["id"] in KEPT:
        case.path_parameters["id"] = "0" * 26
    # What is wrong on purpose stays wrong.
    if not case.meta.generation.mode.is_positive:
        return
    # A key that comes again with other content is refused, as it should be.
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if case.meta.phase.name.value != "stateful":
        name_what_there_is(case, name, takes)
    match name:
        case "createReview": fetch_from_nobody(case)
        case "createUpload": begin(case)
        case "appendUpload" | "overrideUpload": go_on(case, name == "overrideUpload")


@schemathesis.hook
def filter_failure(_, failure, case, response):
    """The fields of a form are text, whatever was drawn for them: beyond the systematic cases schemathesis cannot tell which forms are wrong."""
    is_drawn_form = case.media_type == "multipart/form-data" and case.meta and case.meta.phase.name.value != "coverage"
    return not (is_drawn_form and isinstance(failure, AcceptedNegativeData))


@schemathesis.hook
def after_call(_, case, response):
    if "upload-offset" in response.headers:
        offsets[case.path_parameters.get("id")] = response.headers["upload-offset"][0]


def name_what_there_is(case, operation: str, takes: bool) -> None:
    parameters = case.path_parameters
    kind = next((kind for path, kind in KINDS.items() if case.operation.path.startswith(path)), None)
    # These can be done once.
    spare = {"putMedia": "awaiting", "putMediaNamed": "awaiting", "deleteUpload": "uploads", "deleteWebhook": "webhooks"}.get(operation)
    if spare:
        parameters["id"] = next_of(spare) or parameters["id"]
    elif kind in MATERIAL and not takes:
        parameters["id"] = MATERIAL[kind]
        for name in parameters.keys() & {"finding", "time"}:
            parameters[name] = MATERIAL[name]
        if operation == "revokeLink":
            parameters["link"] = next_of("links") or parameters["link"]


def next_of(spare: str) -> str | None:
    return MATERIAL[spare].pop() if MATERIAL.get(spare) else None


def fetch_from_nobody(case) -> None:
    """What is drawn could be the name of somebody's host."""
    if isinstance(case.body, dict) and case.body.get("source"):
        case.body["source"]["url"] = ADDRESS.sub(r"\1://media.invalid\2", case.body["source"]["url"])


def send_to_nobody(case) -> None:
    """So it is with webhooks, whatever else is wrong with the case; an address that is none stays as it is."""
    url = case.body.get("url") if isinstance(case.body, dict) else None
    if isinstance(url, str) and ADDRESS.fullmatch(url):
        case.body["url"] = ADDRESS.sub(r"\1://media.invalid\2", url)


# OpenAPI cannot say that the ways to upload exclude each other, nor that header fields tell of the body.


def way(case) -> str:
    kind = None if case.body is NOT_SET else case.media_type
    return {"multipart/form-data": "form", CHUNK: "tus"}.get(kind, "resumable")


def leave_one_way(case) -> None:
    """What belongs to other ways than the body's, or to none, is not looked at by the service, so that nothing can be wrong with it."""
    drop(case.headers, "x-schemathesis-unknown-property")
    if case.headers.get("X-HTTP-Method-Override") in ("HEAD", "DELETE"):
        drop(case.headers, "Upload-Offset", "Upload-Length", "Upload-Checksum")
    match way(case):
        case "form":
            drop(case.headers, *TUS, *RESUMABLE, "Upload-Length")
            drop(case.query, *list(case.query))
        case "tus":
            drop(case.headers, *RESUMABLE)
            drop(case.query, *list(case.query))
        case "resumable" if "X-HTTP-Method-Override" not in case.headers:
            drop(case.headers, *TUS)
            # By the draft, a length of another kind is as good as none.
            if not re.fullmatch(r"[0-9]{1,15}", case.headers.get("Upload-Length", "")):
                drop(case.headers, "Upload-Length")


def begin(case) -> None:
    headers, body = case.headers, content(case.body)
    match way(case):
        case "tus":
            speak_tus(headers, body)
            if headers.get("Upload-Concat", "partial") != "partial":
                headers["Upload-Concat"] = f"final;/v1/uploads/{MATERIAL['part']}"
                drop(headers, "Upload-Length")
            elif "Upload-Length" in headers:
                drop(headers, "Upload-Defer-Length")
                # Of some uploads more is to come.
                headers["Upload-Length"] = str(len(body) + int(headers["Upload-Length"]) % 2)
            else:
                headers["Upload-Defer-Length"] = "1"
        case "resumable":
            # Without a body there is nothing that could be the last.
            is_last = bool(body) and headers.get("Upload-Complete") != "?0"
            headers["Upload-Complete"] = "?1" if is_last else "?0"
            if "Upload-Length" in headers:
                headers["Upload-Length"] = str(len(body) + (0 if is_last else 1))


def go_on(case, overrides: bool) -> None:
    headers = case.headers
    if overrides and headers["X-HTTP-Method-Override"] == "PATCH" and way(case) != "tus":
        headers["X-HTTP-Method-Override"] = "HEAD"
    # The upload that there is takes parts without end: its length is not told, and none of them is the last.
    drop(headers, "Upload-Length")
    if headers.get("X-HTTP-Method-Override", "PATCH") == "PATCH":
        headers["Upload-Offset"] = offsets.get(case.path_parameters["id"], "3")
    if overrides or way(case) == "tus":
        speak_tus(headers, content(case.body))
    else:
        headers["Upload-Complete"] = "?0"


def speak_tus(headers, body: bytes) -> None:
    headers["Tus-Resumable"] = "1.0.0"
    if "Upload-Metadata" in headers:
        headers["Upload-Metadata"] = "filename bGVjdHVyZS5tcDQ=,course bWF0aHMtMTAx"
    if "Upload-Checksum" in headers:
        headers["Upload-Checksum"] = "sha256 " + base64.b64encode(hashlib.sha256(body).digest()).decode()


def drop(fields, *names: str) -> None:
    for name in names:
        fields.pop(name, None)
