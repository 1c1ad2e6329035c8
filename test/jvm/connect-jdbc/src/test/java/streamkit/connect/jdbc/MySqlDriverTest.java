package streamkit.connect.jdbc;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On a real MySQL or MariaDB with the driver of MySQL; its URL with user and password is in MYSQL_URL. */
@EnabledIfEnvironmentVariable(named = "MYSQL_URL", matches = ".+")
class MySqlDriverTest extends MySqlFamily {
    MySqlDriverTest() {
        super(System.getenv("MYSQL_URL"));
    }
}
