package {{package}};

/** A record of the output topic. */
public record Result(String key, String value) {
}
