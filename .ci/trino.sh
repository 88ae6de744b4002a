#!/usr/bin/env bash
# The checks of test/trino on a real Trino, which is started for them and ended whatever happens.
set -euo pipefail
cd "$(dirname "$0")/.."
source .ci/trino/start.sh
run=$(mktemp -d)

finish() {
  stop_trino
  rm -rf "$run"
}
trap finish EXIT
trap 'exit 130' INT TERM

start_trino "$run"
TMPDIR=$run/tmp TRINO=$trino_address npx vitest run --config test/trino/vitest.config.ts --root .
