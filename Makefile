# Fieldfare's two commands are `make demo` and `make test`; `make help` lists the rest.
# What a stage does stands in build/test.sh, so that the Makefile only names things.
SHELL := /bin/bash
TAGS  := x11 sqlite_fts5
GO    ?= go
N     ?= 200
SEEDS ?= 1000
CASELOADS ?= 300
FUZZTIME ?= 10s
TABLETS ?= 20
SECONDS ?= 600
STEADY ?= 300
BURST ?= 300

.DEFAULT_GOAL := help
.PHONY: load day help setup build binaries demo test check fmt vet lint arch unit fleet mutants race e2e fuzz corpus bench kills chaos pictures loc package-linux package-windows check-android

help: ## this list
	@grep -hE '^[a-z0-9][a-z0-9 -]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 28

setup: ## install the Debian or Ubuntu packages that are missing (names them first)
	@build/setup.sh test
	@build/checkers.sh

build: ## bin/fieldfare, bin/fieldfarectl, bin/fieldfare-central
	@build/setup.sh build
	@$(MAKE) --no-print-directory binaries

binaries:
	@mkdir -p bin
	$(GO) build -tags "$(TAGS)" -o bin/ ./cmd/...

demo: ## a practice tablet, its central service and the window; PDFs and pictures in out/ where there is no display
	@build/setup.sh test
	@$(MAKE) --no-print-directory binaries
	@build/demo.sh

test: ## everything, with the time of each stage
	@build/test.sh all

check: ## the quick gate: fmt, vet, lint, house rules and tests without Fyne
	@build/test.sh check

fmt vet lint unit race e2e: ## one stage of the gate
	@build/test.sh $@

arch: ## the rules of the house
	$(GO) test -count=1 ./internal/arch

fuzz: ## every fuzz test for FUZZTIME each (10s)
	@build/fuzz.sh $(FUZZTIME)

fleet: ## many devices under faults, SEEDS=1000; Ctrl-C stops it and sums up
	@mkdir -p out
	$(GO) test -tags "$(TAGS)" -c -o out/fleet.test ./sync/fleet
	cd sync/fleet && FIELDFARE_SEEDS=$(SEEDS) ../../out/fleet.test -test.v -test.timeout 0 -test.run NothingIsLost

mutants: ## plants every bug of build/mutants in turn; the fleet must catch each within 2,000 worlds
	$(GO) run -C build/mutants .

kills: ## kill -9 at N=200 random moments; nothing shown as saved may be missing
	@$(MAKE) --no-print-directory binaries
	FIELDFARE_KILLS=$(N) $(GO) test -tags "$(TAGS)" -count=1 -timeout 0 -v -run Kill ./e2e/... ./store/...

chaos: ## TABLETS=20, two services and PostgreSQL as processes, for SECONDS=600: killed, cut off, full disks; SEED=n repeats the choices
	@build/setup.sh test && build/toxiproxy.sh
	@$(MAKE) --no-print-directory binaries
	FIELDFARE_CHAOS=$(SECONDS) FIELDFARE_TABLETS=$(TABLETS) FIELDFARE_SEED=$(SEED) $(GO) test -tags "$(TAGS)" -count=1 -timeout 0 -v -run TestChaos ./e2e

corpus: ## every kind of report of 300 made-up caseloads through veraPDF, qpdf, pdfcpu and pdf.js
	@build/setup.sh test && build/checkers.sh
	FIELDFARE_CORPUS=$(CASELOADS) $(GO) test -tags "$(TAGS)" -count=1 -timeout 0 -v -run TestCorpus ./e2e/papers

bench: ## side by side with peers and raw limits; writes bench/RESULTS.md
	@build/setup.sh bench && build/checkers.sh && build/pouch.sh
	@$(MAKE) --no-print-directory binaries
	cd bench && $(GO) run -tags "$(TAGS)" .

day: ## 20 visits and 60 photos, 24 MB, over a mobile line of 2 Mbit/s, 300 ms, 2 % of requests cut
	@build/setup.sh test
	@$(MAKE) --no-print-directory binaries
	FIELDFARE_DAY=1 $(GO) test -tags "$(TAGS)" -count=1 -timeout 20m -v -run TestDay ./e2e

load: ## 20,000 tablets: 50 syncs a second for STEADY=300 seconds, 200 a second for BURST=300; writes bench/LOAD.md
	@build/setup.sh test
	@$(MAKE) --no-print-directory binaries
	cd bench && $(GO) run -tags "$(TAGS)" ./load -steady $(STEADY)s -burst $(BURST)s -out LOAD.md

pictures: ## draw docs/pictures anew: the real window's, pages of reports, every screen (app/); the web pages' as docs/pages.md says
	@$(MAKE) --no-print-directory binaries
	FIELDFARE_PICTURES=$(CURDIR)/docs/pictures $(GO) test -tags "$(TAGS)" -count=1 -timeout 30m -run "Window|Pictures" ./e2e/...
	FIELDFARE_PICTURES=$(CURDIR)/docs/pictures/app $(GO) test -tags "$(TAGS)" -count=1 -timeout 30m -run "^TestPictures$$" ./app

loc: ## how big the house is, and its ten longest files
	@$(GO) test -count=1 -run TestSizes -v ./internal/arch | grep files,
	@git ls-files '*.go' | grep -v _test.go | xargs wc -l | sort -rn | sed -n '2,11p'

package-linux: ## out/Fieldfare-linux-*.tar.xz, installable packages of the app for amd64 and arm64
	@build/package.sh linux amd64
	@build/package.sh linux arm64

package-windows: ## out/Fieldfare-windows-amd64.exe, run in the practice caseload under wine
	@build/package.sh windows
	@build/wine.sh

check-android: ## type-check the app for android/arm64, its C too
	@build/android/check.sh
