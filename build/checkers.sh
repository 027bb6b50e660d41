#!/usr/bin/env bash
# Fetches the programs that finished reports are held to, pinned, into .cache/checkers: veraPDF (PDF/UA-1 and PDF/A-2a),
# pdfcpu (strict), pdf.js (what a browser's reader sees) and axe-core (what a page is to people with a screen reader); and HAPI's
# validator of FHIR R4, for what leaves for other systems, and oidc-provider, a trust's sign-in. They are tools of the tests and are never shipped. What is there
# already is not fetched again.
set -euo pipefail
cd "$(dirname "$0")/checkers"
to=$PWD/../../.cache/checkers
mkdir -p "$to"
if [ ! -x "$to/versitygw" ] || [ ../s3/go.sum -nt "$to/versitygw" ]; then
	echo "checkers: building VersityGW, a server of S3 objects"
	go build -C ../s3 -o "$to/versitygw" github.com/versity/versitygw/cmd/versitygw
fi
want=$(sha256sum <fhir/pom.xml)
if [ ! -f "$to/fhir.of" ] || [ "$(cat "$to/fhir.of")" != "$want" ]; then
	echo "checkers: fetching HAPI's validator of FHIR R4"
	rm -rf "$to/fhir"
	mvn -q -B -f fhir/pom.xml dependency:copy-dependencies -DoutputDirectory="$to/fhir"
	printf '%s' "$want" >"$to/fhir.of"
fi
want=$(cat pom.xml package-lock.json go.sum tree.cjs provider.mjs | sha256sum)
if [ -f "$to/of" ] && [ "$(cat "$to/of")" = "$want" ]; then
	echo "checkers: everything is here"
	exit 0
fi
echo "checkers: fetching veraPDF, pdf.js, axe-core, oidc-provider and pdfcpu"
rm -rf "$to/verapdf" "$to/node"
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$to/verapdf"
mkdir -p "$to/node"
cp package.json package-lock.json tree.cjs provider.mjs "$to/node"
(cd -P "$to/node" && npm ci --omit=optional --no-audit --no-fund --loglevel=error)
go build -o "$to/pdfcpu" github.com/pdfcpu/pdfcpu/cmd/pdfcpu
printf '%s' "$want" >"$to/of"
