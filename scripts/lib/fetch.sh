# Downloads pinned packages with the ordinary clients, pip and apt-get, and trusts nothing whose SHA-256 differs.
# Source it after common.sh; needs the Python of scripts/setup-python.sh and a WORKSPACE.

PYPI_PINS=$SCRIPTS/lib/pypi-packages.txt

# pypi_pin NAME -> "version kind sha256"
pypi_pin() {
    local pin
    pin=$(awk -v name="$1" '$1 == name { print $2, $3, $4 }' "$PYPI_PINS")
    [[ -n $pin ]] || fail "$1 is not pinned in $PYPI_PINS"
    printf '%s' "$pin"
}

has_sha256() { [[ $(sha256sum < "$1" | cut -d' ' -f1) == "$2" ]]; }

# fetch_pypi NAME -> sets FETCHED to the verified archive in .deps/downloads, downloading it only if it is not there.
# pip checks the hash before it runs a source package's build code to read its metadata; the build tools
# that code needs are pinned in the environment, so nothing else is fetched (no build isolation).
fetch_pypi() {
    local name=$1 version kind sha256 suffix only=() folder
    read -r version kind sha256 <<< "$(pypi_pin "$name")"
    case $kind in
        wheel)  suffix=whl;    only=(--only-binary :all: --platform manylinux_2_34_x86_64) ;;
        source) suffix=tar.gz; only=(--no-binary "$name" --no-build-isolation) ;;
        *) fail "$name: unknown kind '$kind' in $PYPI_PINS" ;;
    esac
    FETCHED=$DOWNLOADS/$name-$version.$suffix
    if [[ -f $FETCHED ]] && has_sha256 "$FETCHED" "$sha256"; then return; fi

    note "downloading $name $version from PyPI"
    folder=$(mktemp -d "$WORKSPACE/pip.XXXXXX")
    printf '%s==%s --hash=sha256:%s\n' "$name" "$version" "$sha256" > "$folder/requirements.txt"
    quietly "download of $name $version" "$VENV_PYTHON" -m pip download \
        --no-deps --require-hashes --requirement "$folder/requirements.txt" --dest "$folder/files" "${only[@]}"
    local files=("$folder"/files/*)
    has_sha256 "${files[0]}" "$sha256" || fail "$name $version: the download's SHA-256 is not the pinned one"
    mkdir -p "$DOWNLOADS"
    mv "${files[0]}" "$FETCHED"
    rm -rf "$folder"
}

# extract_from ARCHIVE MEMBER OUTPUT SHA256
extract_from() { "$VENV_PYTHON" "$SCRIPTS/lib/extract.py" "$@"; }
