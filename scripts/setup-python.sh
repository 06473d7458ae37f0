#!/usr/bin/env bash
# Makes a private Python environment in .deps/python, because Debian keeps pip out of its own Python:
# it holds pip and the pinned build tools that pip needs to open a source package. Nothing else runs in it but our scripts.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/python.sh"

requirements=$SCRIPTS/lib/python-build-tools.txt
inputs=$(fingerprint "${BASH_SOURCE[0]}" "$requirements")

if is_done python "$inputs" "$VENV_PYTHON" && "$VENV_PYTHON" -c '' 2> /dev/null; then exit 0; fi
take_lock
make_workspace
mark_undone python

python=$(find_python) || fail "no Python 3.9 or newer with the venv module is on PATH (Debian: python3 python3-venv)"
note "making .deps/python with $("$python" --version)"
rm -rf "$DEPS/python"
quietly "python -m venv" "$python" -m venv "$DEPS/python"
quietly "installation of the pinned build tools" \
    "$VENV_PYTHON" -m pip install --no-deps --only-binary :all: --require-hashes --requirement "$requirements"
mark_done python "$inputs"
