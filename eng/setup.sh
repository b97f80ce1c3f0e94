# Sourced by run.sh, test.sh and the Dockerfile: what a fresh Debian machine needs. Each step does nothing when it is already done.

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# apt_install COMMAND PACKAGE...: installs the packages unless the command is there.
apt_install() {
  local command=$1; shift
  command -v "$command" >/dev/null 2>&1 && return 0
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  say "Installing $*"
  $sudo apt-get update -qq || fail "apt-get update failed; $command is missing"
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null || fail "could not install $*; $command is missing"
}

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail "the .NET SDK 10 is missing. Debian does not carry it: see https://learn.microsoft.com/dotnet/core/install/linux-debian"
  dotnet --version >/dev/null 2>&1 || fail "the .NET SDK $(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' global.json) or a later feature band is missing; there is: $(dotnet --list-sdks | tr '\n' ' ')"
}

# For the tests, which start a cluster of their own (eng/postgres.sh). The package would make another one, and start it on machines that start services.
need_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && return 0
  local sudo= none=/etc/postgresql-common/createcluster.d/wallboard-tests.conf
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo mkdir -p "$(dirname "$none")" && echo "create_main_cluster = false" | $sudo tee "$none" >/dev/null
  apt_install initdb postgresql
  $sudo rm -f "$none"
}

# Browser-side packages, from the lock file. Comes before any dotnet command: MSBuild collects static files before targets run.
npm_packages() {
  apt_install node nodejs npm
  apt_install npm npm
  local stamp=node_modules/.lock-copied
  if [ ! -d wwwroot/lib ] || ! cmp -s package-lock.json "$stamp"; then
    say "Browser packages (npm ci)"
    npm ci --no-audit --no-fund --loglevel=error || fail "npm ci failed"
    cp package-lock.json "$stamp"
  fi
  npm run --silent assets || fail "copying the browser packages to wwwroot/lib failed"
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
