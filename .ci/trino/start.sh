# Sourced: fetches a real Trino once into a temporary folder and starts it for this machine alone.
#   start_trino <folder of the run> [more properties of the catalogue]   sets trino_address
#   stop_trino
trino_version=411
trino_home=${TMPDIR:-/tmp}/cs-pulse-trino-$trino_version
trino_server=

free_port() {
  node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => {
    console.log(s.address().port); s.close(); })"
}

stop_trino() {
  [ -n "$trino_server" ] || return 0
  kill "$trino_server" 2>/dev/null || true
  for _ in {1..20}; do kill -0 "$trino_server" 2>/dev/null || break; sleep 0.5; done
  kill -9 "$trino_server" 2>/dev/null || true
  trino_server=
}

fetch_trino() {
  [ -f "$trino_home/complete" ] && return
  { command -v mvn && command -v javac; } >/dev/null || install_java
  rm -rf "$trino_home" && mkdir -p "$trino_home/plugin" "$trino_home/classes/META-INF/services"
  trino_libraries || trino_libraries || {
    echo "Trino $trino_version could not be fetched from Maven Central"
    exit 1
  }
  javac -d "$trino_home/classes" -cp "$trino_home/lib/*" .ci/trino/TrinoServer.java
  echo 'TrinoServer$Hive' >"$trino_home/classes/META-INF/services/io.trino.spi.Plugin"
  jar --create --file "$trino_home/lib/cs-pulse.jar" -C "$trino_home/classes" .
  ln -s ../lib "$trino_home/plugin/hive"
  rm -rf "$trino_home/m2"
  touch "$trino_home/complete"
}

install_java() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jdk-headless maven >/dev/null
}

trino_libraries() {
  mvn -q -B -f .ci/trino/pom.xml -Dmaven.repo.local="$trino_home/m2" \
    org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$trino_home/lib"
}

configure_trino() {
  local run=$1 port=$2 more=$3
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
plugin.dir=$trino_home/plugin
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
hive.recursive-directories=true
hive.partition-projection-enabled=true
$more
END
}

trino_is_up() {
  node -e "fetch('$trino_address/v1/info').then((answer) => answer.json())
    .then(({ starting }) => process.exit(starting ? 1 : 0), () => process.exit(1))"
}

start_trino() {
  local run=$1 port
  fetch_trino
  echo "Trino $trino_version is there after $SECONDS s"
  port=$(free_port)
  trino_address=http://127.0.0.1:$port
  configure_trino "$run" "$port" "${2:-}"
  # Compiled once and quickly, for the server lives for minutes; it writes where it stands. Every query
  # is compiled code too: without room for all of it, a fifth of the time goes into making it anew.
  (cd "$run" && exec java -Xms2g -Xmx3g -Xmn1500m -XX:+UseParallelGC -XX:TieredStopAtLevel=1 \
    -XX:ReservedCodeCacheSize=512m -XX:+ExitOnOutOfMemoryError -Duser.timezone=UTC \
    -Djdk.attach.allowAttachSelf=true -Dconfig="$run/config.properties" \
    -cp "$trino_home/lib/*" TrinoServer "$trino_version") >"$run/log" 2>&1 &
  trino_server=$!
  for _ in {1..120}; do
    trino_is_up && echo "Trino $trino_version answers after $SECONDS s" && return
    kill -0 "$trino_server" 2>/dev/null || break
    sleep 1
  done
  tail -40 "$run/log"
  echo "Trino $trino_version did not start"
  exit 1
}
