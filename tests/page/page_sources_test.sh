#!/usr/bin/env bash
# The page's sources hold their types, and the page that travels in the program is the one they make.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../apps/web"

npm run --silent check
npm run --silent build
if ! cmp dist/page.html ../../src/pages/page_template.html; then
    echo "The program carries an older page: run tools/update-page-template and commit it." >&2
    exit 1
fi
