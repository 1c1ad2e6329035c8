package streamkit.hbase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hbase.thirdparty.com.google.gson.JsonArray;
import org.apache.hbase.thirdparty.com.google.gson.JsonElement;
import org.apache.hbase.thirdparty.com.google.gson.JsonObject;
import org.apache.hbase.thirdparty.com.google.gson.JsonParser;

/** Operations on tables; results are JSON as HBase's REST API writes it, with base64 for keys, columns and values. */
final class Tables {
    private static final int ROWS = 1000;

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    String list() throws IOException {
        try (Admin admin = connection.getAdmin()) {
            JsonArray names = new JsonArray();
            for (TableName name : admin.listTableNames()) {
                names.add(named(name.getNameAsString()));
            }
            return wrapped("table", names);
        }
    }

    String schema(String table) throws IOException {
        try (Admin admin = connection.getAdmin()) {
            JsonArray families = new JsonArray();
            for (ColumnFamilyDescriptor family : admin.getDescriptor(TableName.valueOf(table)).getColumnFamilies()) {
                families.add(named(family.getNameAsString()));
            }
            JsonObject schema = named(table);
            schema.add("ColumnSchema", families);
            return schema.toString();
        }
    }

    String create(String table, String body) throws IOException {
        TableDescriptorBuilder builder = TableDescriptorBuilder.newBuilder(TableName.valueOf(table));
        for (JsonElement family : parsed(body).getAsJsonArray("ColumnSchema")) {
            builder.setColumnFamily(ColumnFamilyDescriptorBuilder.of(family.getAsJsonObject().get("name").getAsString()));
        }
        try (Admin admin = connection.getAdmin()) {
            admin.createTable(builder.build());
        }
        return "";
    }

    String drop(String table) throws IOException {
        TableName name = TableName.valueOf(table);
        try (Admin admin = connection.getAdmin()) {
            if (admin.isTableEnabled(name)) {
                admin.disableTable(name);
            }
            admin.deleteTable(name);
        }
        return "";
    }

    String put(String table, String body) throws IOException {
        try (Table opened = open(table)) {
            for (JsonElement row : parsed(body).getAsJsonArray("Row")) {
                Put put = new Put(bytes(row.getAsJsonObject().get("key")));
                for (JsonElement cell : row.getAsJsonObject().getAsJsonArray("Cell")) {
                    byte[][] column = CellUtil.parseColumn(bytes(cell.getAsJsonObject().get("column")));
                    put.addColumn(column[0], column.length > 1 ? column[1] : new byte[0],
                        bytes(cell.getAsJsonObject().get("$")));
                }
                opened.put(put);
            }
        }
        return "";
    }

    /** @param column family:qualifier, a family, or null for all @return null if there is no such cell */
    String get(String table, String row, String column) throws IOException {
        Get get = new Get(utf8(row));
        if (column != null) {
            byte[][] parts = CellUtil.parseColumn(utf8(column));
            if (parts.length > 1) {
                get.addColumn(parts[0], parts[1]);
            } else {
                get.addFamily(parts[0]);
            }
        }
        try (Table opened = open(table)) {
            Result result = opened.get(get);
            if (result.isEmpty()) {
                return null;
            }
            JsonArray rows = new JsonArray();
            rows.add(json(result));
            return wrapped("Row", rows);
        }
    }

    /** The rows whose keys start with a prefix, up to {@code limit} of them. */
    String scan(String table, String prefix, Query query) throws IOException {
        int limit = query.number("limit", ROWS);
        Scan scan = new Scan().setLimit(limit);
        if (!prefix.isEmpty()) {
            scan.setStartStopRowForPrefixScan(utf8(prefix));
        }
        if (query.text("startrow") != null) {
            scan.withStartRow(utf8(query.text("startrow")));
        }
        if (query.text("endrow") != null) {
            scan.withStopRow(utf8(query.text("endrow")));
        }
        JsonArray rows = new JsonArray();
        try (Table opened = open(table); ResultScanner results = opened.getScanner(scan)) {
            for (Result result : results) {
                rows.add(json(result));
            }
        }
        return wrapped("Row", rows);
    }

    String delete(String table, String row, String column) throws IOException {
        Delete delete = new Delete(utf8(row));
        if (column != null) {
            byte[][] parts = CellUtil.parseColumn(utf8(column));
            if (parts.length > 1) {
                delete.addColumns(parts[0], parts[1]);
            } else {
                delete.addFamily(parts[0]);
            }
        }
        try (Table opened = open(table)) {
            opened.delete(delete);
        }
        return "";
    }

    private Table open(String table) throws IOException {
        return connection.getTable(TableName.valueOf(table));
    }

    private static JsonObject json(Result result) {
        JsonArray cells = new JsonArray();
        for (Cell cell : result.rawCells()) {
            JsonObject one = new JsonObject();
            one.addProperty("column", base64(CellUtil.makeColumn(
                CellUtil.cloneFamily(cell), CellUtil.cloneQualifier(cell))));
            one.addProperty("timestamp", cell.getTimestamp());
            one.addProperty("$", base64(CellUtil.cloneValue(cell)));
            cells.add(one);
        }
        JsonObject row = new JsonObject();
        row.addProperty("key", base64(result.getRow()));
        row.add("Cell", cells);
        return row;
    }

    private static JsonObject named(String name) {
        JsonObject object = new JsonObject();
        object.addProperty("name", name);
        return object;
    }

    private static String wrapped(String name, JsonArray values) {
        JsonObject object = new JsonObject();
        object.add(name, values);
        return object.toString();
    }

    private static JsonObject parsed(String body) {
        return JsonParser.parseString(body).getAsJsonObject();
    }

    private static byte[] bytes(JsonElement base64) {
        return Base64.getDecoder().decode(base64.getAsString());
    }

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
