#!/usr/bin/env bash
# Brings back what backup.sh took: restore.sh BACKUP DATA [postgres://...]
# DATA must not be there yet; a PostgreSQL database must be empty.
set -euo pipefail

backup=${1:?the folder of the backup} data=${2:?the data folder to make} database=${3:-}
[[ ! -e $data ]] || { echo "restore: $data is there already; it would be written over." >&2; exit 73; }
( cd "$backup" && sha256sum --check --quiet SHA256SUMS )

if [[ -f $backup/lectern.dump ]]; then
    [[ -n $database ]] || { echo "restore: this backup is of a PostgreSQL database: name an empty one." >&2; exit 64; }
    pg_restore --exit-on-error --no-owner --dbname="$database" "$backup/lectern.dump"
fi
mkdir -p "$data"
cp -a "$backup/blobs" "$data/blobs"
[[ ! -f $backup/lectern.db ]] || cp -a "$backup/lectern.db" "$data/lectern.db"
echo "restore: $data is ready; 'lectern doctor' says how it is"
