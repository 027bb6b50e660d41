#!/usr/bin/env bash
# Builds the proxy that puts faults between tablets and service in the tests of e2e/chaos_test.go, pinned, into .cache/bin. It is
# a tool of the tests and is never shipped. The second time is a look at the cache.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .cache/bin
go build -C build/toxiproxy -o "$PWD/.cache/bin/toxiproxy-server" github.com/Shopify/toxiproxy/v2/cmd/server
