package {{package}};

import java.util.HashMap;
import java.util.Map;

/** Settings of the tests. */
final class TestConfig {
    private TestConfig() {
    }

    static S3SinkConfig of(String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of(S3SinkConfig.BUCKET, "lake"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new S3SinkConfig(properties);
    }
}
