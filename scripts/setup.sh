#!/usr/bin/env bash
# Brings a fresh clone to where `swift build` works: Debian's libraries, whisper.cpp, a speech model; on request media too.
# Everything it makes lies in .deps. Safe to run at any time: what is done is not done again, and needs no network.
#
# usage: setup.sh [--with-sample] [--with-test-media] [--with-bench] [--with-html]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

sample= test_media= bench= html=
for argument in "$@"; do
    case $argument in
        --with-sample) sample=1 ;;
        --with-test-media) test_media=1 ;;
        --with-bench) bench=1 ;;
        --with-html) html=1 ;;
        *) fail "unknown argument '$argument'; usage: setup.sh [--with-sample] [--with-test-media] [--with-bench] [--with-html]" "$EX_USAGE" ;;
    esac
done

steps=(
    "Debian packages|install-packages.sh"
    "Python tools|setup-python.sh"
    "whisper.cpp|build-whisper.sh"
    "speech model|convert-model.sh"
)
[[ -z $sample ]] || steps+=("recordings for the sample|fetch-media.sh sample" "sample lecture|make-sample-lecture.sh")
[[ -z $test_media ]] || steps+=(
    "Debian packages for the tests|install-packages.sh test"
    "recordings for the tests|fetch-media.sh sample test"
    "clients for the tests|setup-environment.sh clients Tests/Clients/requirements.txt"
    "browser driver for the tests|setup-environment.sh browser Tests/Browser/requirements.txt"
)
[[ -z $bench ]] || steps+=(
    "Debian packages for the benchmarks|install-packages.sh bench"
    "rivals for the benchmarks|setup-environment.sh bench scripts/lib/bench-requirements.txt"
)

[[ -z $html ]] || steps+=(
    "Debian packages for the validator|install-packages.sh html"
    "validator of HTML|setup-environment.sh html Tests/Browser/html-requirements.txt source"
)

take_lock
rm -rf "$DEPS/work"  # left over if an earlier run was killed
begin=$(now_ms)
for i in "${!steps[@]}"; do
    IFS='|' read -r label command <<< "${steps[i]}"
    step_begin=$(now_ms)
    printf '[%d/%d] %s\n' $(( i + 1 )) "${#steps[@]}" "$label" >&2
    # shellcheck disable=SC2086  # a script and its arguments
    "$SCRIPTS"/$command
    if (( $(now_ms) - step_begin > 1000 )); then note "done in $(elapsed "$step_begin")"; fi
done
printf 'Set-up complete (%s).\n' "$(elapsed "$begin")" >&2
