"""What schemathesis cannot know from the description: what there is, and which header fields of an upload go together."""

import base64
import hashlib
import json
import os
import uuid
from pathlib import Path

import schemathesis
from schemathesis.core import NOT_SET

MATERIAL = json.loads(Path(os.environ["LECTERN_MATERIAL"]).read_text())
KINDS = {"/v1/reviews/{id}": "review", "/v1/jobs/{id}": "job", "/v1/uploads/{id}": "upload"}
# What takes away finds something by links, so that the other operations do not lose what they use.
TAKING = {"deleteReview", "cancelReview", "deleteUpload"}

CHUNK = "application/offset+octet-stream"
TUS = ("Tus-Resumable", "Upload-Defer-Length", "Upload-Metadata", "Upload-Concat", "Upload-Checksum")
RESUMABLE = ("Upload-Complete", "Upload-Draft-Interop-Version", "Content-Disposition")

# Where each upload is.
offsets: dict[str, str] = {}


def content(value: object) -> bytes:
    value = getattr(value, "data", value)
    return value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else b""


@schemathesis.serializer(CHUNK, "application/partial-upload")
def raw(_, value):
    """Parts of recordings are sent as they are."""
    return content(value)


@schemathesis.hook
def map_body(context, body):
    """The file of a form comes last: OpenAPI cannot say in which order the fields of an object are sent."""
    if context.operation.path == "/v1/uploads" and isinstance(body, dict) and "file" in body:
        return {name: body[name] for name in sorted(body, key="file".__eq__)}
    return body


@schemathesis.hook
def before_call(_, case, kwargs):
    # What is wrong on purpose stays wrong.
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    # A key that comes again with other content is refused, as it should be.
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if case.meta.phase.name.value != "stateful":
        name_what_there_is(case)
    match operation(case):
        case "createUpload": begin_one_way(case)
        case "appendUpload" | "overrideUpload": go_on_one_way(case)


@schemathesis.hook
def after_call(_, case, response):
    if "upload-offset" in response.headers:
        offsets[case.path_parameters.get("id")] = response.headers["upload-offset"][0]


def operation(case) -> str:
    return case.operation.definition.raw.get("operationId", "")


def name_what_there_is(case) -> None:
    kind = next((kind for path, kind in KINDS.items() if case.operation.path.startswith(path)), None)
    if kind not in MATERIAL or operation(case) in TAKING or case.headers.get("X-HTTP-Method-Override") == "DELETE":
        return
    sent = operation(case) in ("putMedia", "putMediaNamed")
    case.path_parameters["id"] = MATERIAL["awaiting" if sent else kind]
    for name in case.path_parameters.keys() & {"finding", "time"}:
        case.path_parameters[name] = MATERIAL[name]


# OpenAPI cannot say that header fields exclude each other, or that they tell of the body.


def begin_one_way(case) -> None:
    headers, body, media_type = case.headers, content(case.body), None if case.body is NOT_SET else case.media_type
    if media_type == "multipart/form-data":
        drop(headers, *TUS, *RESUMABLE, "Upload-Length")
    elif media_type == CHUNK:
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
    else:
        drop(headers, *TUS)
        is_last = bool(body) and headers.get("Upload-Complete") != "?0"
        headers["Upload-Complete"] = "?1" if is_last else "?0"
        if "Upload-Length" in headers:
            headers["Upload-Length"] = str(len(body) + (0 if is_last else 1))


def go_on_one_way(case) -> None:
    headers, has_chunk = case.headers, case.body is not NOT_SET and case.media_type == CHUNK
    if operation(case) == "overrideUpload" and headers["X-HTTP-Method-Override"] == "PATCH" and not has_chunk:
        headers["X-HTTP-Method-Override"] = "HEAD"
    # The upload that there is takes parts without end: its length is not told, and none of them is the last.
    drop(headers, "Upload-Length")
    headers["Upload-Offset"] = offsets.get(case.path_parameters["id"], "3")
    if has_chunk or operation(case) == "overrideUpload":
        speak_tus(headers, content(case.body))
    else:
        drop(headers, *TUS)
        headers["Upload-Complete"] = "?0"


def speak_tus(headers, body: bytes) -> None:
    drop(headers, *RESUMABLE)
    headers["Tus-Resumable"] = "1.0.0"
    if "Upload-Metadata" in headers:
        headers["Upload-Metadata"] = "filename bGVjdHVyZS5tcDQ=,course bWF0aHMtMTAx"
    if "Upload-Checksum" in headers:
        headers["Upload-Checksum"] = "sha256 " + base64.b64encode(hashlib.sha256(body).digest()).decode()


def drop(headers, *names: str) -> None:
    for name in names:
        headers.pop(name, None)
