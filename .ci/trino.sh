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

# Reads that lie near each other would be joined, with all that lies between: what is counted is then what is needed.
start_trino "$run" 'parquet.max-merge-distance=0B'
TMPDIR=$run/tmp TRINO=$trino_address npx vitest run --config test/trino/vitest.config.ts --root .
