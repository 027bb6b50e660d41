#!/usr/bin/env bash
# Runs the stages of the gate one after another and prints how long each took.
#   build/test.sh check    the quick gate: fmt vet lint unit (packages without Fyne)
#   build/test.sh all      everything: setup, then the quick gate over all packages, fleet, race, e2e
#   build/test.sh STAGE    one stage, by its name below
# A stage that fails does not stop the ones after it: one run shows everything that is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
tags="x11 sqlite_fts5" # x11: no Wayland headers needed. sqlite_fts5: search.

# packages lists ours; "pure" leaves out what links Fyne, whose first build takes minutes.
packages() {
	local format='{{.ImportPath}} {{join .Deps " "}}'
	go list -tags "$tags" -f "$format" ./... | { [ "${1:-}" = pure ] && grep -v 'fyne\.io/' || cat; } | cut -d' ' -f1
}

but() { grep -vE "/($1)(/|\$)"; }

stage_setup() { build/setup.sh test && build/checkers.sh; }

stage_fmt() {
	local wrong
	wrong=$(git ls-files --cached --others --exclude-standard '*.go' | xargs -r gofmt -l)
	[ -z "$wrong" ] || { printf 'not formatted, run gofmt -w:\n%s\n' "$wrong" && return 1; }
}

stage_vet() { go vet -tags "$tags" ./...; }

# The linter is pinned in build/tools and built from source; the second time is a look at the cache.
stage_lint() {
	go build -C build/tools -o "$PWD/.cache/bin/golangci-lint" github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	GOLANGCI_LINT_CACHE="$PWD/.cache/golangci-lint" .cache/bin/golangci-lint run ./...
}

stage_unit() { packages | but 'e2e|sync/fleet' | xargs go test -tags "$tags" -timeout 20m; }
stage_quick() { packages pure | but 'e2e|sync/fleet' | xargs go test -tags "$tags" -timeout 10m; }
# Three of the planted bugs, so that a fleet that sees nothing is seen.
stage_fleet() {
	go test -tags "$tags" -timeout 20m ./sync/fleet/...
	go run -C build/mutants . -fit
	go run -C build/mutants . -only "no ack for a duplicate,a pull advances what a draft stands on,held lane ignored" -seeds 300
}

# Of the app, what runs beside the screen: a whole day over every screen with real reading in the background, the widgets and their
# timers, the shell, and the typists. The other screens' tests read at once, on one goroutine: docs/architecture.md, "Races".
beside="./app ./app/kit/... ./app/shell ./app/keep ./app/unlock ./app/firstrun ./app/finder ./app/today ./app/outbox"
stage_race() {
	{ packages pure && go list -tags "$tags" $beside; } | sort -u | but 'e2e|internal/arch' | xargs go test -race -tags "$tags" -timeout 30m
}

# The end-to-end tests drive the real binaries: build them first, so that a build error is not called a test failure.
stage_e2e() {
	make --no-print-directory binaries
	build/toxiproxy.sh
	go test -tags "$tags" -timeout 40m -count=1 ./e2e/...
}

run() {
	local failed=() times=() stage start
	for stage in "$@"; do
		printf '\n== %s\n' "$stage"
		start=$SECONDS
		build/test.sh "$stage" || failed+=("$stage")
		times+=("$(printf '%-8s %4d s' "$stage" $((SECONDS - start)))")
	done
	printf '\n== times\n'
	printf '%s\n' "${times[@]}"
	printf '%-8s %4d s\n' total "$SECONDS"
	if [ ${#failed[@]} -gt 0 ]; then
		printf '\nFAILED: %s\n' "${failed[*]}"
		return 1
	fi
	printf '\nall stages passed\n'
}

case "${1:-}" in
check) run fmt vet lint quick ;;
all) run setup fmt vet lint unit fleet race e2e ;;
setup | fmt | vet | lint | unit | quick | fleet | race | e2e) "stage_$1" ;;
*)
	sed -n '2,6p' "$0" >&2
	exit 2
	;;
esac
