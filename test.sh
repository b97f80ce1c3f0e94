#!/usr/bin/env bash
# Sets up what is missing, builds everything, runs every test; ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
. eng/setup.sh

need_dotnet
apt_install chromium chromium
apt_install pdftotext poppler-utils
need_postgres
npm_packages
say "Building"
dotnet build Wallboard.sln -c Release -v quiet --nologo || { echo "0 passed, 1 failed"; exit 1; }

say "Starting PostgreSQL for the tests"
postgres=$(eng/postgres.sh start) || { echo "0 passed, 1 failed"; exit 1; }
eval "$postgres"
trap 'eng/postgres.sh stop' EXIT
trap 'exit 1' INT TERM

passed=0 failed=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  say "$name"
  output=$(mktemp)
  dotnet test "$project" -c Release --no-build --nologo 2>&1 | tee "$output"
  status=${PIPESTATUS[0]}
  # "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, ..."
  read -r f p < <(sed -n 's/.*Failed: *\([0-9]*\), Passed: *\([0-9]*\),.*/\1 \2/p' "$output" | tail -1) || { f=0 p=0; }
  rm -f "$output"
  # A crash or an empty run is a failure even where nothing was counted as one.
  if [ "$status" != 0 ] && [ "${f:-0}" = 0 ]; then f=1; fi
  if [ "${p:-0}" = 0 ] && [ "${f:-0}" = 0 ]; then f=1; fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0}))
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
