#!/usr/bin/env bash
# A Tryton of the sample company's on a PostgreSQL cluster of its own, for as long as somebody holds its standard input open.
#   peer.sh FOLDER MAPPINGS     FOLDER is made and removed; MAPPINGS is the company's folder of mappings
# HOURBOOK_TRYTON_ADMIN and HOURBOOK_TRYTON_PASSWORD are the passwords of its administrator and of the users "hourbook" and "bookkeeper".
# There are two databases of the same, "hourbook" and "drafts".
# Says "ready URL" on a line of its own when it takes calls. Needs Debian's tryton-server, tryton-proteus,
# tryton-modules-account-invoice, python3-psycopg2 and postgresql. PostgreSQL does not run as root, so root runs it as "postgres".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 mappings=$(cd "$2" && pwd)
: "${HOURBOOK_TRYTON_ADMIN:?}" "${HOURBOOK_TRYTON_PASSWORD:?}"
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -1)
database=hourbook
trytond=

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

stop() {
  trap - EXIT INT TERM
  if [ -n "$trytond" ]; then
    kill "$trytond" 2> /dev/null || true
    wait "$trytond" 2> /dev/null || true
  fi
  as_postgres "$bin/pg_ctl" -D "$folder/cluster" -m immediate -s stop > /dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' INT TERM

free_port() {
  local port=$((20000 + RANDOM % 10000))
  while (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do port=$((port + 1)); done
  echo "$port"
}

say() { printf '%5.1f s %s\n' "$(($(date +%s%N) / 1000000 - began))e-3" "$*" >&2; }
began=$(($(date +%s%N) / 1000000))

mkdir -p "$folder"
chmod 755 "$folder"
install -d -m 700 "$folder/cluster"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder/cluster"; fi
cd "$folder"
# Nothing here outlives the test: no write waits for the disk. Each module asks the views of the schema about foreign keys, in joins
# that PostgreSQL plans badly at its usual limits: those cost it a third of a second for each table, and so a minute and a half.
as_postgres "$bin/initdb" -D "$folder/cluster" -A trust -U tryton -E UTF8 --locale=C.UTF-8 --no-sync > "$folder/initdb.log"
pgport=$(free_port)
as_postgres "$bin/pg_ctl" -D "$folder/cluster" -s -w -l "$folder/cluster/log" -o "-p $pgport -k '' -c listen_addresses=127.0.0.1 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off -c max_wal_size=4GB -c geqo=off \
  -c join_collapse_limit=20 -c from_collapse_limit=20" start
"$bin/createdb" -h 127.0.0.1 -p "$pgport" -U tryton -E UTF8 -T template0 "$database"
say "PostgreSQL is up"

port=$(free_port)
cat > "$folder/trytond.conf" << CONF
[database]
uri = postgresql://tryton@127.0.0.1:$pgport/
path = $folder/files
[web]
listen = 127.0.0.1:$port
[password]
length = 8
entropy = 0
CONF
export PYTHONWARNINGS=ignore TRYTONPASSFILE="$folder/admin"
(umask 077 && printf '%s' "$HOURBOOK_TRYTON_ADMIN" > "$folder/admin")
trytond-admin -c "$folder/trytond.conf" -d "$database" --all --email admin@localhost > "$folder/admin.log" 2>&1 || { cat "$folder/admin.log" >&2; exit 1; }
say "the database is made"
trytond-admin -c "$folder/trytond.conf" -d "$database" --activate-dependencies -u account_invoice > "$folder/modules.log" 2>&1 ||
  { cat "$folder/modules.log" >&2; exit 1; }
say "the modules are in"
/usr/bin/python3 "$here/company.py" "$folder/trytond.conf" "$database" "$mappings" > "$folder/company.log" 2>&1 ||
  { cat "$folder/company.log" >&2; exit 1; }
"$bin/createdb" -h 127.0.0.1 -p "$pgport" -U tryton -T "$database" drafts
say "the company is made"
trytond -c "$folder/trytond.conf" -d "$database" > "$folder/trytond.log" 2>&1 &
trytond=$!
for _ in $(seq 300); do
  if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then break; fi
  kill -0 "$trytond" 2> /dev/null || { cat "$folder/trytond.log" >&2; exit 1; }
  sleep 0.1
done
say "Tryton takes calls"
echo "ready http://127.0.0.1:$port/$database"
# until whoever started this is done with it, or gone
cat > /dev/null
