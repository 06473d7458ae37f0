#!/usr/bin/env bash
# Holds the code to its format and to the dependency rules of docs/architecture.md: who may import what.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shopt -s extglob

failures=0
fail() {
    echo "lint: $1" >&2
    failures=$(( failures + 1 ))
}

# importers MODULE -> the files that import it, whatever the access level
importers() {
    grep -rlE "^ *(@[A-Za-z_()]+ +)*((public|package|internal|fileprivate|private) +)?import +((struct|class|enum|func|protocol|typealias) +)?$1\b" \
        Sources --include='*.swift' || true
}

# only MODULE FOLDER... : no other folder of Sources may import it
only() {
    local module=$1 file folder allowed
    shift
    for file in $(importers "$module"); do
        allowed=
        for folder in "$@"; do [[ $file == Sources/$folder/* ]] && allowed=1; done
        [[ -n $allowed ]] || fail "$file imports $module, which only $* may"
    done
}

# Foreign modules stay where they belong.
only GRDB Storage
only CPostgres Storage
only CFileSystem Storage
only Hummingbird Server lectern
only CLibAV Media
only CWhisper Speech
only CTesseract Reading
only CSandbox lectern-media

# A target imports only targets above it on its own side.
service=(ReviewModel Storage JobQueue MediaProcess Ingest Transcription Analysis Feedback OpenAPI Server Telemetry lectern)
child=(ReviewModel Detection Media Speech lectern-media)

ordered() {
    local names=("$@") i j
    for (( i = 0; i < ${#names[@]}; i++ )); do
        for (( j = i + 1; j < ${#names[@]}; j++ )); do
            for file in $(importers "${names[j]}"); do
                [[ $file != Sources/${names[i]}/* ]] || fail "$file imports ${names[j]}, which stands below ${names[i]}"
            done
        done
    done
}
ordered "${service[@]}"
ordered "${child[@]}"
for inner in Detection Media Speech; do
    only "$inner" Detection Media Speech lectern-media
done
for outer in "${service[@]:1}"; do
    for file in $(importers "$outer"); do
        [[ $file != Sources/@(Detection|Media|Speech|lectern-media)/* ]] || fail "$file, of the child's side, imports $outer"
    done
done

swift format lint --strict --recursive --parallel Sources Tests Package.swift || failures=$(( failures + 1 ))

if (( failures > 0 )); then
    echo "lint: $failures failure(s)" >&2
    exit 1
fi
echo "lint: clean"
