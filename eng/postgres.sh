#!/usr/bin/env bash
# A PostgreSQL of one's own for the tests: on loopback, in a temp folder, thrown away afterwards.
#   eval "$(eng/postgres.sh start)"   starts one and sets WALLBOARD_TEST_POSTGRES
#   eng/postgres.sh stop              stops it and removes its folder
set -euo pipefail

fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Debian keeps the server's programs of each version apart and off the PATH.
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "${bin:-}/initdb" ] || fail "PostgreSQL is missing: apt-get install postgresql"

# It refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi; }

start() {
  local folder password port
  folder=$(mktemp -d "${TMPDIR:-/tmp}/wallboard-postgres-XXXXXX")
  password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  (umask 077 && printf '%s' "$password" >"$folder/password")
  if [ "$(id -u)" = 0 ]; then chown -R postgres:postgres "$folder"; fi
  # With a password: whoever else is on the machine could make a superuser run programs.
  as_postgres "$bin/initdb" -D "$folder/data" -U wallboard --pwfile="$folder/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 \
    || { cat "$folder/log" >&2; fail "initdb failed"; }
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    # What is lost in a crash is lost: these are tests.
    if as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -t 30 start -o \
      "-c listen_addresses=127.0.0.1 -p $port -k '' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" >/dev/null 2>&1
    then
      echo "export WALLBOARD_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=wallboard;Password=$password;Database=postgres'"
      echo "export WALLBOARD_TEST_POSTGRES_FOLDER='$folder'"
      return
    fi
  done
  cat "$folder/data/log" >&2
  rm -rf "$folder"
  fail "PostgreSQL did not start"
}

stop() {
  local folder=${WALLBOARD_TEST_POSTGRES_FOLDER:-}
  [ -n "$folder" ] && [ -d "$folder/data" ] || return 0
  as_postgres "$bin/pg_ctl" -D "$folder/data" -w -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  *) fail "eng/postgres.sh start|stop" ;;
esac
