package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkit.connect.jdbc.database.Secrets;
import streamkit.connect.jdbc.database.SqlNames;
import streamkit.connect.jdbc.database.TableId;

/** Names of tables and topics, and what must not show in them. */
class NamesTest {

    @Test
    void tableIdsSurviveTheTaskConfiguration() {
        List<TableId> tables = List.of(new TableId("db", "public", "a,b/c.d é%"), new TableId(null, null, "t"));
        assertEquals(tables, TableId.decode(TableId.encode(tables)));
        assertEquals(List.of(), TableId.decode(TableId.encode(List.of())));
    }

    @Test
    void tablesAreNamedBareOrInFull() {
        TableId table = new TableId("shop", "public", "customer");
        assertTrue(table.isNamed("customer"));
        assertTrue(table.isNamed("public.customer"));
        assertTrue(table.isNamed("shop.public.customer"));
        assertFalse(table.isNamed("other.customer"));
    }

    @Test
    void schemaNamesAreGoodForAvro() {
        assertEquals("customer", TopicNames.schemaName("customer"));
        assertEquals("my_t_ble", TopicNames.schemaName("my-täble"));
        assertEquals("_2024", TopicNames.schemaName("2024"));
    }

    @Test
    void quotesInNamesAreDoubled() {
        assertEquals("`a``b`.`c d`", new SqlNames("`").table(new TableId("a`b", null, "c d")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "jdbc:mysql://h/d?user=me&password=s3cret&x=1",
        "jdbc:mysql://me:s3cret@h/d",
        "jdbc:mysql://address=(host=h)(password=s3cret)/d",
        "jdbc:postgresql://h/d?sslpassword=s3cret",
        "jdbc:sqlserver://h;user=me;Password=s3cret;x=1"
    })
    void passwordsInUrlsAreMasked(String url) {
        assertFalse(Secrets.mask(url).contains("s3cret"), Secrets.mask(url));
        assertTrue(Secrets.mask(url).contains("****"));
    }

    @Test
    void urlsWithoutPasswordStayAsTheyAre() {
        assertEquals("jdbc:sqlite:firstdb.db?mode=rw", Secrets.mask("jdbc:sqlite:firstdb.db?mode=rw"));
    }
}
