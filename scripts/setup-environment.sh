#!/usr/bin/env bash
# Makes .deps/NAME, a Python environment with the packages of a requirements file: programs of other people, from which the service is tested or
# against which it is measured.
#
# usage: setup-environment.sh NAME REQUIREMENTS [source]
#
# `source` is for packages that are published as source alone.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/python.sh"

name=$1
requirements=$ROOT/$2
folder=$DEPS/$name
kinds=(--only-binary :all:)
[[ ${3:-} != source ]] || kinds=()
inputs=$(fingerprint "${BASH_SOURCE[0]}" "$requirements")

if is_done "$name" "$inputs" "$folder/bin/python" && "$folder/bin/python" -c '' 2> /dev/null; then exit 0; fi
take_lock
make_workspace
mark_undone "$name"

python=$(find_python) || fail "no Python with the venv module is on PATH (Debian: python3 python3-venv)"
note "making .deps/$name with $("$python" --version)"
rm -rf "$folder"
quietly "python -m venv" "$python" -m venv "$folder"
quietly "installation of the packages of $2" \
    "$folder/bin/python" -m pip install --disable-pip-version-check "${kinds[@]}" --requirement "$requirements"
mark_done "$name" "$inputs"
