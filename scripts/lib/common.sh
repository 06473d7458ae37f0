# Shared by every script here: where things live, how progress is told, and how a step knows that it is already done.
# Source it; it runs nothing.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
SCRIPTS=$ROOT/scripts
DEPS=$ROOT/.deps
DOWNLOADS=$DEPS/downloads
MODELS=$DEPS/models
MEDIA=$DEPS/media
STAMPS=$DEPS/stamps
VENV_PYTHON=$DEPS/python/bin/python

# Exit codes of sysexits.h, as the `lectern` command uses them.
readonly EX_USAGE=64 EX_UNAVAILABLE=69

# Progress goes to stderr: stdout belongs to whoever called (a report, a path).
note() { printf '      %s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$1" >&2
    exit "${2:-$EX_UNAVAILABLE}"
}

# Seconds since the Unix epoch with milliseconds; bash's SECONDS is too coarse for a run that does nothing.
now_ms() { printf '%s' $(( ${EPOCHREALTIME/[.,]/} / 1000 )); }

# elapsed MS_BEFORE -> "12.3 s"
elapsed() {
    local ms=$(( $(now_ms) - $1 ))
    printf '%d.%d s' $(( ms / 1000 )) $(( ms % 1000 / 100 ))
}

# One set-up at a time per checkout; scripts called by a script that holds the lock pass through.
take_lock() {
    [[ -n ${LECTERN_SETUP_LOCKED:-} ]] && return
    mkdir -p "$DEPS"
    exec 9>"$DEPS/.lock"
    if ! flock --nonblock 9; then
        note "another set-up of this checkout is running; waiting for it"
        flock 9
    fi
    export LECTERN_SETUP_LOCKED=1
}

# fingerprint FILE... -- WORD... -> one hash of everything that a result depends on
fingerprint() {
    local files=()
    while [[ $# -gt 0 && $1 != -- ]]; do files+=("$1"); shift; done
    { cat "${files[@]}"; printf '%s\n' "$@"; } | sha256sum | cut -d' ' -f1
}

# is_done STEP FINGERPRINT OUTPUT... : the step finished with these inputs, and what it made is still there
is_done() {
    local stamp=$STAMPS/$1 wanted=$2 output
    shift 2
    [[ -f $stamp && $(<"$stamp") == "$wanted" ]] || return 1
    for output in "$@"; do [[ -e $output ]] || return 1; done
}

mark_done() {
    mkdir -p "$STAMPS"
    printf '%s\n' "$2" > "$STAMPS/$1"
}

mark_undone() { rm -f "$STAMPS/$1"; }

# A folder for half-made things, on the same file system as .deps so that a finished thing can be renamed into place.
make_workspace() {
    mkdir -p "$DEPS/work"
    WORKSPACE=$(mktemp -d "$DEPS/work/XXXXXX")
    trap 'rm -rf "$WORKSPACE"' EXIT
}

# quietly LABEL COMMAND... : run with the output kept aside, and shown only if it fails
quietly() {
    local label=$1 log=$WORKSPACE/log
    shift
    if ! "$@" > "$log" 2>&1; then
        tail -n 40 "$log" >&2
        fail "$label failed (the end of its output is above)"
    fi
}

# Run a command as root: directly, or by sudo. can_be_root tells beforehand whether that is possible.
can_be_root() { [[ $EUID -eq 0 ]] || command -v sudo > /dev/null; }
as_root() { if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi; }
