package io.confluent.connect.avro;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes Confluent's name and setting (`schema.registry.url`), so that worker and connector properties written for Confluent
 * run as they are; the work is done by Apicurio's converter, in Confluent's wire format.
 */
public class AvroConverter extends io.apicurio.registry.utils.converter.AvroConverter<Object> {

    private static final String CONFLUENT_PATH = "/apis/ccompat/v\\d+/?$";

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Map<String, Object> translated = new HashMap<>(configs);
        translated.put("apicurio.registry.url", registryUrl(configs));
        translated.put("apicurio.registry.as-confluent", true);
        translated.put("apicurio.registry.use-id", "contentId");
        translated.put("apicurio.registry.headers.enabled", false);
        translated.put("apicurio.registry.auto-register", !Boolean.FALSE.toString()
            .equals(String.valueOf(configs.get("auto.register.schemas"))));
        translated.put("apicurio.registry.auto-register.if-exists", "RETURN_OR_UPDATE");
        super.configure(translated, isKey);
    }

    private static String registryUrl(Map<String, ?> configs) {
        Object url = configs.get("schema.registry.url");
        if (url == null) {
            throw new org.apache.kafka.common.config.ConfigException(
                "schema.registry.url", null, "is required by " + AvroConverter.class.getName());
        }
        return url.toString().replaceFirst(CONFLUENT_PATH, "") + "/apis/registry/v2";
    }
}
