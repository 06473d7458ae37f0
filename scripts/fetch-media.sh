#!/usr/bin/env bash
# Fetches the real recordings of lib/media-files.txt into .deps/media: those of the groups named (sample, test).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/fetch.sh"

MEDIA_LIST=$SCRIPTS/lib/media-files.txt

[[ $# -gt 0 ]] || fail "usage: fetch-media.sh sample|test ..." "$EX_USAGE"

# missing_files GROUP -> the list's lines whose file is not there
missing_files() {
    local group file sha256 package member
    while read -r group file sha256 package member; do
        if [[ $group == "$1" && ! -f $MEDIA/$file ]]; then echo "$file $sha256 $package $member"; fi
    done < "$MEDIA_LIST"
}

# Debian serves only the newest build of a package, so the package is not pinned; the recording in it is.
fetch_from_debian() {
    local package=$1 member=$2 output=$3 sha256=$4 folder=$WORKSPACE/debian
    command -v apt-get > /dev/null || fail "$(basename "$output") comes in Debian's package $package; put it into .deps/media"
    mkdir -p "$folder"
    chmod 755 "$WORKSPACE" "$folder"
    note "downloading Debian's $package"
    if ! (cd "$folder" && apt-get download "$package" > /dev/null 2>&1); then
        can_be_root || fail "apt-get cannot find $package; run apt-get update as root"
        quietly "apt-get update" as_root apt-get update
        (cd "$folder" && quietly "apt-get download $package" apt-get download "$package")
    fi
    dpkg-deb --extract "$folder"/"$package"_*.deb "$folder/tree"
    has_sha256 "$folder/tree/$member" "$sha256" || fail "$member of Debian's $package is not the expected file"
    mv "$folder/tree/$member" "$output"
    rm -rf "$folder"
}

for group in "$@"; do
    files=$(missing_files "$group")
    [[ -n $files ]] || continue
    take_lock
    [[ -n ${WORKSPACE:-} ]] || make_workspace
    "$SCRIPTS/setup-python.sh"
    mkdir -p "$MEDIA"
    while read -r file sha256 package member; do
        if [[ $package == deb:* ]]; then
            fetch_from_debian "${package#deb:}" "$member" "$MEDIA/$file" "$sha256"
        else
            fetch_pypi "$package"
            extract_from "$FETCHED" "$member" "$MEDIA/$file" "$sha256"
        fi
    done <<< "$files"
done
