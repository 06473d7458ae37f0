#!/usr/bin/env bash
# Takes a backup while the service works: backup.sh DATA TARGET [postgres://...]
# DATA is the service's data folder, TARGET a folder to be made or a backup to be brought up to date.
# Needs sqlite3, or pg_dump for a PostgreSQL database.
set -euo pipefail
# The database has the secrets of webhooks.
umask 077

data=${1:?the data folder} target=${2:?the folder of the backup} database=${3:-}
[[ -d $data/blobs ]] || { echo "backup: $data is no data folder: it has no blobs." >&2; exit 66; }
mkdir -p "$target/blobs"
rm -f "$target"/SHA256SUMS "$target"/lectern.*

# The database first: what it refers to is among the recordings by then.
if [[ -n $database ]]; then
    pg_dump --format=custom --no-owner --file="$target/lectern.dump" "$database"
else
    [[ -f $data/lectern.db ]] || { echo "backup: $data has no lectern.db: name the PostgreSQL database as well." >&2; exit 66; }
    sqlite3 "$data/lectern.db" ".timeout 10000" ".backup '$target/lectern.db'"
fi
# A blob is written once under the name of its content, so those that are there are right.
cp -a --update=none "$data/blobs/." "$target/blobs/" 2>/dev/null || cp -an "$data/blobs/." "$target/blobs/"
( cd "$target" && sha256sum lectern.* > SHA256SUMS )
echo "backup: $(du -sh "$target" | cut -f1) in $target"
