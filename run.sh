#!/usr/bin/env bash
# Sets up what is missing, builds, and runs the portal; with no tenant configured, the demo: a simulated platform beside it.
set -euo pipefail
cd "$(dirname "$0")"
. eng/setup.sh

need_dotnet
apt_install chromium-headless-shell chromium-headless-shell # prints PDF
npm_packages
say "Building"
dotnet build src/Wallboard.Web -c Release -v quiet --nologo
portal=src/Wallboard.Web/bin/Release/net10.0/Wallboard.Web.dll
export ASPNETCORE_URLS=${ASPNETCORE_URLS:-http://127.0.0.1:5080}

tenants=$(dotnet "$portal" --tenants)
[ "$tenants" = 0 ] && [ "${Demo__Enabled:-true}" != false ] || exec dotnet "$portal"

say "No tenant is configured: this is the demo, with a simulated platform"
dotnet build src/Wallboard.Simulator -c Release -v quiet --nologo
mkdir -p data
if [ -z "${Access__BootstrapToken:-}" ] && [ -z "${Access__BootstrapTokenFile:-}" ]; then
  # The API's token: readable by this user only, kept from run to run.
  [ -s data/api-token ] || (umask 077 && head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > data/api-token)
  export Access__BootstrapTokenFile=$PWD/data/api-token
  say "The API's token is in data/api-token"
fi

log=$(mktemp)
ASPNETCORE_URLS=http://127.0.0.1:0 dotnet src/Wallboard.Simulator/bin/Release/net10.0/Wallboard.Simulator.dll >"$log" 2>&1 &
simulator=$!
web=
stop() {
  trap - EXIT INT TERM
  [ -n "$web" ] && kill "$web" 2>/dev/null && wait "$web" 2>/dev/null || true
  kill "$simulator" 2>/dev/null || true
  rm -f "$log"
}
trap stop EXIT
trap 'stop; exit 0' INT TERM

for _ in $(seq 300); do
  api=$(sed -n 's/^Simulator: .*api \(http[^ ,]*\).*/\1/p' "$log" | head -1)
  [ -n "$api" ] && break
  kill -0 "$simulator" 2>/dev/null || { cat "$log" >&2; fail "the simulator did not start"; }
  sleep 0.1
done
[ -n "$api" ] || { cat "$log" >&2; fail "the simulator did not say where it listens"; }
socket=$(sed -n 's/^Simulator: socket \(ws[^ ,]*\).*/\1/p' "$log" | head -1)

export Demo__Active=true
export Platform__Tenants__0__Id=10000 Platform__Tenants__0__Name=演示呼叫中心
export Platform__Tenants__0__Socket=$socket Platform__Tenants__0__Api=$api
export Platform__Tenants__0__Seat=10000_1900 Platform__Tenants__0__Extension=6900 Platform__Tenants__0__TimeZone=Asia/Shanghai
say "Portal: ${ASPNETCORE_URLS%%;*}"
say "Sign in as viewer, analyst, supervisor or administrator; everybody's password is wallboard-demo"
dotnet "$portal" &
web=$!
wait "$web" || exit $?
