#!/usr/bin/env bash
# The deployed stack, end to end, without an AWS account: CloudFormation, Lambda, S3, Step Functions, the
# scheduler and SES by MiniStack, Athena by Trino behind the facade of the tests. All of it is started
# for these checks and ended whatever happens.
set -euo pipefail
cd "$(dirname "$0")/.."
source .ci/trino/start.sh
source .ci/ministack/start.sh
run=$(mktemp -d)

finish() {
  local status=$?
  stop_trino
  stop_ministack
  [ "$status" -eq 0 ] || keep_logs
  rm -rf "$run"
}
trap finish EXIT
trap 'exit 130' INT TERM

keep_logs() {
  grep -aE 'ERROR|WARNING|Traceback' "$run/ministack/log" | tail -40 || true
}

mkdir -p "$run/ministack" "$run/trino" "$run/tmp"
start_ministack "$run/ministack"
start_trino "$run/trino" "$(cat <<END
hive.s3.endpoint=$AWS_ENDPOINT_URL
hive.s3.path-style-access=true
hive.s3.aws-access-key=$AWS_ACCESS_KEY_ID
hive.s3.aws-secret-key=$AWS_SECRET_ACCESS_KEY
hive.s3.region=$AWS_REGION
hive.s3.ssl.enabled=false
hive.s3.streaming.enabled=false
hive.partition-projection-enabled=true
END
)"
TMPDIR=$run/tmp MINISTACK_LOG=$run/ministack/log TRINO=$trino_address \
  npx vitest run --config test/cloud/vitest.config.ts --root . "$@"
