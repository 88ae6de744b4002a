import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.server.Server;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;
import java.util.List;

/** Starts Trino; the program and the plugin of its own distribution are not on Maven Central, the libraries are. */
public final class TrinoServer {
    public static void main(String[] version) {
        new Server().start(version[0]);
    }

    public static final class Hive implements Plugin {
        @Override
        public Iterable<ConnectorFactory> getConnectorFactories() {
            return List.of(new HiveConnectorFactory());
        }
    }
}
