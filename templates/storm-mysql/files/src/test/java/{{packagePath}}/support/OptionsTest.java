package {{package}}.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void theDefaultsAreTheLocalStack() {
        Options options = parse(Map.of());
        assertEquals("127.0.0.1:9092", options.bootstrapServers());
        assertEquals("{{topic}}", options.topic());
        assertEquals("{{topic}}-dead-letter", options.deadLetterTopic());
        assertEquals("{{group}}", options.group());
        assertEquals(new MysqlSettings("jdbc:mysql://127.0.0.1:3306/{{database}}", "root", null), options.mysql());
        assertFalse(options.local());
        assertFalse(options.once());
    }

    @Test
    void flagsAreRecognized() {
        Options options = parse(Map.of(), "--once", "--local");
        assertTrue(options.local());
        assertTrue(options.once());
    }

    @Test
    void theUrlIsMadeOfHostPortAndDatabase() {
        Map<String, String> environment = Map.of("MYSQL_HOST", "db", "MYSQL_PORT", "3307", "KAFKA_TOPIC", "people");
        Options options = parse(environment, "--mysql-port", "3308");
        assertEquals("jdbc:mysql://db:3308/{{database}}", options.mysql().url());
        assertEquals("people", options.topic());
        assertEquals("people-dead-letter", options.deadLetterTopic());
    }

    @Test
    void aUrlIsUsedAsItIs() {
        Options options = parse(Map.of("MYSQL_URL", "jdbc:mysql://db/other?sslMode=VERIFY_CA"));
        assertEquals("jdbc:mysql://db/other?sslMode=VERIFY_CA", options.mysql().url());
        assertEquals("other", options.mysql().database());
    }

    @Test
    void thePasswordFileIsAnAbsolutePathForTheWorkers() {
        Options options = parse(Map.of("MYSQL_PASSWORD", "secret"), "--mysql-password-file", "mysql.password");
        assertEquals(Path.of("mysql.password").toAbsolutePath().toString(), options.mysql().passwordFile());
    }

    @Test
    void aPasswordInTheEnvironmentIsForLocalRunsOnly() {
        Map<String, String> environment = Map.of("MYSQL_PASSWORD", "secret");
        assertNull(parse(environment, "--local").mysql().passwordFile());
        assertTrue(refusal(environment).contains("MYSQL_PASSWORD_FILE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "jdbc:mysql://root:secret@db/sales",
        "jdbc:mysql://db/sales?user=root&password=secret",
        "jdbc:mysql://address=(host=db)(password=secret)/sales",
    })
    void aUrlWithCredentialsIsRefusedAndNotRepeated(String url) {
        String refusal = refusal(Map.of("MYSQL_URL", url));
        assertTrue(refusal.startsWith("MYSQL_URL must not contain credentials"), refusal);
        assertFalse(refusal.contains("secret"), refusal);
    }

    @Test
    void aPasswordIsNotAnOption() {
        assertTrue(refusal(Map.of(), "--mysql-password", "secret").startsWith("Unknown option --mysql-password."));
    }

    private static Options parse(Map<String, String> environment, String... args) {
        return Options.parse(args, environment);
    }

    private static String refusal(Map<String, String> environment, String... args) {
        return assertThrows(IllegalArgumentException.class, () -> Options.parse(args, environment)).getMessage();
    }
}
