#!/usr/bin/env bash
# Checks the console: types, tests, and that the committed output is what the sources give. Says why when it is skipped.
set -eu
cd "$(dirname "$0")/../src/Resolve.Api/console"
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "Skipped: there is no Node here, so the console's sources were not checked; its committed output is served."
  exit 0
fi
if [ ! -d node_modules ] && ! npm ci --no-audit --no-fund; then
  rm -rf node_modules
  echo "Skipped: the console's packages could not be fetched, so its sources were not checked; its committed output is served."
  exit 0
fi
npm run check
npm test
npm run build
if [ -n "$(git status --porcelain -- ../Page/Console)" ]; then
  echo "The committed console is not what its sources give: commit src/Resolve.Api/Page/Console."
  exit 1
fi
