#!/usr/bin/env bash
# Fetches PouchDB and express-pouchdb, pinned, into .cache/pouch: make bench sets our sync beside theirs. What is there already is
# not fetched again.
set -euo pipefail
cd "$(dirname "$0")/../bench/pouch"
to=$PWD/../../.cache/pouch
mkdir -p "$to"
want=$(cat package-lock.json server.cjs client.cjs | sha256sum)
if [ -f "$to/of" ] && [ "$(cat "$to/of")" = "$want" ]; then
	exit 0
fi
echo "pouch: fetching PouchDB"
cp package.json package-lock.json .npmrc server.cjs client.cjs "$to"
cd -P "$to"
npm ci --no-audit --no-fund --loglevel=error
printf '%s' "$want" >"$to/of"
