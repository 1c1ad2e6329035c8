package {{package}};

import java.util.HashMap;
import java.util.Map;

/** Settings of the tests. */
final class TestConfig {
    private TestConfig() {
    }

    static HdfsSinkConfig of(String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of(HdfsSinkConfig.STORE_URL, "hdfs://127.0.0.1:8020"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new HdfsSinkConfig(properties);
    }
}
