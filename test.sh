#!/usr/bin/env bash
# Sets up what is missing, builds everything, runs every test; ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
. eng/setup.sh

need_dotnet
apt_install chromium-headless-shell chromium-headless-shell
apt_install pdftotext poppler-utils
need_postgres
npm_packages
say "Building"
dotnet build Wallboard.sln -c Release -v quiet --nologo || { echo "0 passed, 1 failed"; exit 1; }

say "Starting PostgreSQL for the tests"
postgres=$(eng/postgres.sh start) || { echo "0 passed, 1 failed"; exit 1; }
eval "$postgres"
trap 'eng/postgres.sh stop' EXIT
trap 'kill $(jobs -p) 2>/dev/null; exit 1' INT TERM

results=$(mktemp -d)
trap 'eng/postgres.sh stop; rm -rf "$results"' EXIT

# run PROJECT...: one after another; each says what it has to say when it is over, so that lanes side by side do not mix their lines.
run() {
  local name status
  for name in "$@"; do
    dotnet test "tests/Wallboard.$name.Tests" -c Release --no-build --nologo >"$results/$name.running" 2>&1
    status=$?
    say "Wallboard.$name.Tests"
    cat "$results/$name.running"
    echo "$status" >"$results/$name.status"
    mv "$results/$name.running" "$results/$name.log"
  done
}

# Side by side: two cores, and what a single project leaves idle of them. Those that ask a platform for answers within seconds have the machine for themselves.
run Simulator & lanes=$!
run Platform Reports & lanes="$lanes $!"
wait $lanes
run Web
run Live
run Browser

passed=0 failed=0
for project in tests/*.Tests; do
  name=${project#tests/Wallboard.} name=${name%.Tests}
  status=$(cat "$results/$name.status" 2>/dev/null || echo 1)
  # "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, ..."
  read -r f p < <(sed -n 's/.*Failed: *\([0-9]*\), Passed: *\([0-9]*\),.*/\1 \2/p' "$results/$name.log" 2>/dev/null | tail -1) || { f=0 p=0; }
  # A crash, an empty run or a project that was left out is a failure even where nothing was counted as one.
  if [ "$status" != 0 ] && [ "${f:-0}" = 0 ]; then f=1; fi
  if [ "${p:-0}" = 0 ] && [ "${f:-0}" = 0 ]; then f=1; fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0}))
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
