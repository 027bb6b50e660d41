#!/usr/bin/env bash
# Runs every fuzz test for a bounded time, one after another: build/fuzz.sh [TIME EACH, such as 10s]
# What a fuzz test finds it writes to the package's testdata/fuzz, to be committed with the mend.
set -euo pipefail
cd "$(dirname "$0")/.."
git grep -hoE --untracked '^func Fuzz[A-Za-z0-9_]+' -- '*_test.go' >/dev/null || { echo "no fuzz tests found" && exit 1; }
git grep -oE --untracked '^func Fuzz[A-Za-z0-9_]+' -- '*_test.go' | while IFS=: read -r file func; do
	name=${func#func }
	printf '== %s %s\n' "$(dirname "$file")" "$name"
	go test -tags "x11 sqlite_fts5" -run='^$' -fuzz="^$name\$" -fuzztime="${1:-10s}" "./$(dirname "$file")" </dev/null
done
