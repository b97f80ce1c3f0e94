#!/usr/bin/env bash
# eng/migration.sh NAME: adds a migration of that name for both providers.
set -euo pipefail
cd "$(dirname "$0")/../src/Wallboard.Web"
name=${1:?name of the migration, e.g. ReportCache}
dotnet tool restore >/dev/null
dotnet build -c Release -v quiet --nologo
for provider in Sqlite PostgreSql; do
  dotnet ef migrations add "$name" --context "${provider}Db" --output-dir "Storage/Migrations/$provider" \
    --namespace "Wallboard.Web.Storage.Migrations.$provider" --configuration Release --no-build
  # With a namespace of its own the tool puts the snapshot into folders of that name.
  if [ -d Wallboard ]; then mv "Wallboard/Web/Storage/Migrations/$provider/"*.cs "Storage/Migrations/$provider/"; fi
done
rm -rf Wallboard
