#!/usr/bin/env bash
# The checks of test/trino on a real Trino: fetches it once into a temporary folder, starts it for this
# machine alone, runs the checks, and ends it whatever happens.
set -euo pipefail
cd "$(dirname "$0")/.."
version=411
home=${TMPDIR:-/tmp}/cs-pulse-trino-$version
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

fetch() {
  [ -f "$home/complete" ] && return
  { command -v mvn && command -v javac; } >/dev/null || install_java
  rm -rf "$home" && mkdir -p "$home/plugin" "$home/classes/META-INF/services"
  libraries || libraries || { echo "Trino $version could not be fetched from Maven Central"; exit 1; }
  javac -d "$home/classes" -cp "$home/lib/*" .ci/trino/TrinoServer.java
  echo 'TrinoServer$Hive' >"$home/classes/META-INF/services/io.trino.spi.Plugin"
  jar --create --file "$home/lib/cs-pulse.jar" -C "$home/classes" .
  ln -s ../lib "$home/plugin/hive"
  rm -rf "$home/m2"
  touch "$home/complete"
}

install_java() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jdk-headless maven >/dev/null
}

libraries() {
  mvn -q -B -f .ci/trino/pom.xml -Dmaven.repo.local="$home/m2" \
    org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$home/lib"
}

configure() {
  mkdir -p "$run/catalog" "$run/tmp"
  cat >"$run/config.properties" <<END
coordinator=true
node-scheduler.include-coordinator=true
node.environment=test
node.id=test
node.bind-ip=127.0.0.1
node.internal-address=127.0.0.1
http-server.http.port=$port
discovery.uri=http://127.0.0.1:$port
plugin.dir=$home/plugin
catalog.config-dir=$run/catalog
task.concurrency=2
END
  cat >"$run/catalog/awsdatacatalog.properties" <<END
connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=file://$run/metastore
hive.metastore.user=test
hive.security=allow-all
hive.storage-format=PARQUET
hive.non-managed-table-writes-enabled=true
hive.parquet.use-column-names=true
END
}

is_up() {
  node -e "fetch('http://127.0.0.1:$port/v1/info').then((answer) => answer.json())
    .then(({ starting }) => process.exit(starting ? 1 : 0), () => process.exit(1))"
}

start() {
  # Compiled once and quickly, for the server lives for minutes; it writes where it stands.
  (cd "$run" && exec java -Xmx3g -XX:+UseG1GC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError \
    -Duser.timezone=UTC -Djdk.attach.allowAttachSelf=true -Dconfig="$run/config.properties" \
    -cp "$home/lib/*" TrinoServer "$version") >"$run/log" 2>&1 &
  server=$!
  for _ in {1..120}; do
    is_up && return
    kill -0 "$server" 2>/dev/null || break
    sleep 1
  done
  tail -40 "$run/log"
  echo "Trino $version did not start"
  exit 1
}

port=$(node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => {
  console.log(s.address().port); s.close(); })")
fetch
echo "Trino $version is there after $SECONDS s"
configure
start
echo "Trino $version answers after $SECONDS s"
TMPDIR=$run/tmp TRINO=http://127.0.0.1:$port npx vitest run --config test/trino/vitest.config.ts --root .
