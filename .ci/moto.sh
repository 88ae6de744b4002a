#!/usr/bin/env bash
# The checks of delivery against moto, which keeps SES's own rules and makes real KMS signatures: installs it
# into a temporary folder, starts it for this machine alone, runs the checks, and ends it whatever happens.
set -euo pipefail
cd "$(dirname "$0")/.."
version=5.2.5
run=$(mktemp -d)
server=

finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    for _ in {1..20}; do kill -0 "$server" 2>/dev/null || break; sleep 0.5; done
    kill -9 "$server" 2>/dev/null || true
  fi
  rm -rf "$run"
}
trap finish EXIT
trap 'exit 130' INT TERM

is_up() {
  node -e "fetch('http://127.0.0.1:$port/moto-api/data.json')
    .then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"
}

port=$(node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => {
  console.log(s.address().port); s.close(); })")
python3 -m venv "$run/venv"
# Its extra `server` brings what all services need: twice as much.
"$run/venv/bin/pip" install --quiet --disable-pip-version-check "moto[ses,kms]==$version" flask flask-cors
echo "moto $version is there after $SECONDS s"
"$run/venv/bin/moto_server" --host 127.0.0.1 --port "$port" >"$run/log" 2>&1 &
server=$!
for _ in {1..60}; do
  is_up && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.5
done
is_up || { tail -40 "$run/log"; echo "moto $version did not start"; exit 1; }
echo "moto $version answers after $SECONDS s"
MOTO=http://127.0.0.1:$port npx vitest run --config test/cloud/vitest.moto.config.ts --root .
