package streamkit.connect.jdbc;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On a real MySQL or MariaDB with the driver of MariaDB; its URL with user and password is in MARIADB_URL. */
@EnabledIfEnvironmentVariable(named = "MARIADB_URL", matches = ".+")
class MariaDbDriverTest extends MySqlFamily {
    MariaDbDriverTest() {
        super(System.getenv("MARIADB_URL"));
    }
}
