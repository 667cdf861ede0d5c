#!/usr/bin/env bash
# The page of a fresh study of the flagship, opened from disk in a real browser.
# Usage: page_browser_test.sh PROGRAM, with CHROMIUM naming the browser.
set -euo pipefail
readonly program="$(readlink -f "$1")"
if [[ -z "${CHROMIUM:-}" ]]; then
    echo "CHROMIUM names no browser: skipped"
    exit 77
fi

readonly folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && "$program" run kazakhstan-2022 --runs 4 --seed 1 --out "$folder/study")
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../apps/web"
UPSURGE_PAGE="$folder/study/page.html" npm run --silent test
