#!/usr/bin/env bash
# Installs the Debian packages of lib/debian-packages.txt, or for the tests, the benchmarks or the validator of HTML those of
# lib/debian-test-packages.txt, lib/debian-bench-packages.txt or lib/debian-html-packages.txt, that are missing; on a system without apt-get it says what is needed.
#
# usage: install-packages.sh [test|bench|html]
#
# LECTERN_SKIP_PACKAGES=1 passes this step, for systems where a person has installed the like by other means.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/python.sh"

PACKAGE_LIST=$SCRIPTS/lib/debian-${1:+$1-}packages.txt

[[ -z ${LECTERN_SKIP_PACKAGES:-} ]] || exit 0

is_debian_like() {
    command -v apt-get > /dev/null && command -v dpkg-query > /dev/null && grep -Eq '^ID(_LIKE)?=.*debian' /etc/os-release
}

# A Python of another origin (pyenv, say) serves as well as Debian's.
missing_packages() {
    local wanted installed
    wanted=$(sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$PACKAGE_LIST")
    if find_python > /dev/null; then wanted=$(grep -v '^python3' <<< "$wanted"); fi
    # shellcheck disable=SC2086  # one word a package
    installed=$(dpkg-query --show --showformat='${db:Status-Abbrev} ${Package}\n' $wanted 2> /dev/null \
        | awk '$1 ~ /^.i$/ { print $2 }' || true)
    comm -23 <(sort <<< "$wanted") <(sort -u <<< "$installed")
}

explain_and_stop() {
    {
        echo "error: $1"
        echo "Lectern needs the following; the names are Debian's:"
        grep -v '^#' "$PACKAGE_LIST" | sed 's/^/    /'
        echo "Install what is missing, then run again with LECTERN_SKIP_PACKAGES=1."
    } >&2
    exit "$EX_UNAVAILABLE"
}

is_debian_like || explain_and_stop "this system is not Debian or a relative of it, so packages are not installed automatically."
missing=$(missing_packages)
[[ -n $missing ]] || exit 0
mapfile -t packages <<< "$missing"
can_be_root || explain_and_stop "missing: ${packages[*]}; installing them takes root or sudo."

take_lock
make_workspace
note "installing ${packages[*]}"
# The tests start a server of their own: without this Debian's package would make one that runs for good.
if [[ " ${packages[*]} " == *" postgresql "* ]]; then
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    as_root tee /etc/postgresql-common/createcluster.d/lectern.conf <<< "create_main_cluster = false" > /dev/null
fi
as_root apt-get update > /dev/null 2>&1 || note "apt-get update failed; going on with the package lists at hand"
quietly "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${packages[@]}"
