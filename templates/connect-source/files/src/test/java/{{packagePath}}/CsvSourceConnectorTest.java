package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceConnectorTest {
    @TempDir
    Path directory;

    @Test
    void kafkaConnectFindsItAsAService() {
        assertTrue(ServiceLoader.load(SourceConnector.class).stream()
                .anyMatch(provider -> provider.type() == CsvSourceConnector.class));
    }

    @Test
    void aMissingFileIsRefused() throws Exception {
        Path file = directory.resolve("orders.csv");
        assertEquals(List.of(CsvSourceConfig.FILE), wrongSettings(file));
        Files.createFile(file);
        assertEquals(List.of(), wrongSettings(file));
    }

    private static List<String> wrongSettings(Path file) {
        Map<String, String> properties =
                Map.of(CsvSourceConfig.FILE, file.toString(), CsvSourceConfig.TOPIC, "orders");
        return new CsvSourceConnector().validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .toList();
    }
}
