package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentsJobTest {
    private static final SparkSession SPARK = SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate();

    private static final String SCHEMA =
        "key string, value string, topic string, partition int, offset bigint, timestamp timestamp";

    @TempDir
    Path dir;

    @AfterAll
    static void stop() {
        SPARK.stop();
    }

    /** Each batch is a file of records, {@code SECONDS value}; what one batch has seen is the event time of the next. */
    private List<String> run(Map<String, String> defaults, BiFunction<Dataset<Row>, Options, Dataset<Row>> job, String... batches)
        throws Exception {
        Path input = Files.createDirectory(dir.resolve("input"));
        Dataset<Row> records = SPARK.readStream().schema(SCHEMA).option("maxFilesPerTrigger", 1).json(input.toString());
        Options options = Options.parse(new String[0], Map.of(), defaults);
        StreamingQuery query = job.apply(records, options).writeStream()
            .queryName("outputs").format("memory").option("checkpointLocation", dir.resolve("checkpoint").toString()).start();
        try {
            for (int i = 0; i < batches.length; i++) {
                Files.move(Files.writeString(dir.resolve("batch"), json(batches[i])), input.resolve("batch-" + i + ".json"));
                query.processAllAvailable();
            }
            return SPARK.sql("select topic, value, cast(headers[0].value as string) as reason from outputs").collectAsList().stream()
                .map(row -> row.isNullAt(2) ? row.getString(1) : row.getString(2) + " | " + row.getString(1))
                .sorted().toList();
        } finally {
            query.stop();
        }
    }

    private static String json(String batch) {
        StringBuilder text = new StringBuilder();
        for (String line : batch.split("\n")) {
            String[] parts = line.split(" ", 2);
            text.append("{\"topic\":\"payments\",\"partition\":0,\"offset\":0,\"timestamp\":\"1970-01-01T00:00:")
                .append(parts[0]).append("Z\",\"value\":\"").append(parts[1]).append("\"}\n");
        }
        return text.toString();
    }

    @Test
    void paymentsAreCountedAndMalformedAndLateOnesAreDeadLetters() throws Exception {
        assertEquals(
            List.of(
                "1,Ada,Lovelace,10.00,small,0,1,10.00",
                "2,Alan,Turing,150.00,medium,0,1,150.00",
                "3,Ann,Lovelace,0.50,small,0,2,10.50",
                "4,Ada,Lovelace,2000.00,large,10000,1,2000.00",
                "expected id,first,last,amount | nonsense",
                "invalid amount: x | 6,Ada,Lovelace,x",
                "late: window 0 closed | 5,Ada,Lovelace,1"),
            run(PaymentsJob.defaults(), PaymentsJob::outputs,
                "01 1,Ada,Lovelace,10\n02 2,Alan,Turing,150\n03 nonsense",
                "09 3,Ann,Lovelace,0.5\n03 6,Ada,Lovelace,x",
                "16 4,Ada,Lovelace,2000",
                "07 5,Ada,Lovelace,1"));
    }

    @Test
    void threeLargePaymentsWithinTenSecondsRaiseOneAlertAlsoAcrossBatches() throws Exception {
        assertEquals(
            List.of("Ada,Lovelace,11,12,13,1000,11000", "expected id,first,last,amount | nonsense"),
            run(FraudJob.defaults(), FraudJob::outputs,
                "01 11,Ada,Lovelace,500.01\n01 15,Grace,Hopper,9000\n03 nonsense",
                "11 13,Ada,Lovelace,700\n10 12,Ada,Lovelace,600\n02 16,Grace,Hopper,500",
                "12 14,Ada,Lovelace,600\n03 17,Grace,Hopper,9000"));
    }
}
