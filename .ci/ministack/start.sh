# Sourced: fetches MiniStack once into a temporary folder and starts it for this machine alone.
#   start_ministack <folder of the run>   exports how the AWS SDK, the CDK and the tests reach it
#   stop_ministack
ministack_version=1.5.33
ministack_home=${TMPDIR:-/tmp}/cs-pulse-ministack-$ministack_version
ministack_server=

stop_ministack() {
  [ -n "$ministack_server" ] || return 0
  kill "$ministack_server" 2>/dev/null || true
  for _ in {1..20}; do kill -0 "$ministack_server" 2>/dev/null || break; sleep 0.5; done
  kill -9 "$ministack_server" 2>/dev/null || true
  ministack_server=
}

fetch_ministack() {
  [ -f "$ministack_home/complete" ] && return
  rm -rf "$ministack_home"
  python3 -m venv "$ministack_home" 2>/dev/null || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null
    python3 -m venv "$ministack_home"
  }
  "$ministack_home/bin/pip" install --quiet --disable-pip-version-check \
    "ministack==$ministack_version" cryptography
  touch "$ministack_home/complete"
}

ministack_is_up() {
  node -e "fetch('$AWS_ENDPOINT_URL/_ministack/health')
    .then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"
}

start_ministack() {
  local run=$1 port
  fetch_ministack
  port=$(free_port)
  export SMTP_PORT=$(free_port) ATHENA_PORT=$(free_port)
  export CLOCK_FILE=$run/clock
  export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=eu-central-1
  export AWS_ACCESS_KEY_ID=000000000000 AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
  mkdir -p "$run/tmp"
  echo 0 >"$CLOCK_FILE"
  # Functions inherit the environment: Athena's address and the clock reach them without the stack.
  GATEWAY_PORT=$port BIND_HOST=127.0.0.1 IOT_MTLS_ENABLED=0 SFTP_ENABLED=0 TMPDIR=$run/tmp \
    MINISTACK_REGION=$AWS_REGION NODE_PATH=$PWD/node_modules SMTP_HOST=127.0.0.1:$SMTP_PORT \
    AWS_ENDPOINT_URL_ATHENA=http://127.0.0.1:$ATHENA_PORT \
    NODE_OPTIONS="--import=file://$PWD/.ci/ministack/stack_clock.mjs --no-warnings" \
    "$ministack_home/bin/python" .ci/ministack/serve.py >"$run/log" 2>&1 &
  ministack_server=$!
  for _ in {1..60}; do
    ministack_is_up && echo "MiniStack $ministack_version answers after $SECONDS s" && return
    kill -0 "$ministack_server" 2>/dev/null || break
    sleep 0.5
  done
  tail -40 "$run/log"
  echo "MiniStack $ministack_version did not start"
  exit 1
}
