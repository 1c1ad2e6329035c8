package {{package}};

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;

/** Counts and sums payments per last name in tumbling windows of event time, and writes a result for each payment. */
public final class PaymentsJob {
    private PaymentsJob() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args, System.getenv(), defaults());
        SparkSession spark = SparkSession.builder().appName("{{artifact}}").getOrCreate();
        write(outputs(read(spark, options), options), options);
    }

    /** The Kafka source. */
    static Dataset<Row> read(SparkSession spark, Options options) {
        if (options.exactlyOnce()) {
            throw new IllegalArgumentException("Spark's Kafka sink writes at least once: it has no transactions.");
        }
        return spark.readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", options.bootstrapServers())
            .option("subscribe", options.input())
            .option("startingOffsets", "earliest")
            .option("failOnDataLoss", "false")
            .option("maxOffsetsPerTrigger", options.number("max-records-per-batch"))
            .load();
    }

    /** The Kafka sink, until the query ends. */
    static void write(Dataset<Row> outputs, Options options) throws Exception {
        outputs.writeStream()
            .queryName(options.group())
            .format("kafka")
            .option("kafka.bootstrap.servers", options.bootstrapServers())
            .option("includeHeaders", "true")
            .start()
            .awaitTermination();
    }

    /**
     * Returns the records of both output topics: topic, key, value and headers.
     *
     * @param records key, value, topic, partition, offset and timestamp of each input record, as the Kafka source has them
     */
    static Dataset<Row> outputs(Dataset<Row> records, Options options) {
        long windowMs = options.number("window-seconds") * 1000;
        Dataset<Line> lines = lines(records, options);
        FlatMapGroupsWithStateFunction<String, Line, Windows, Output> count = new CountPayments(windowMs);
        Dataset<Output> counted = lines
            .groupByKey((MapFunction<Line, String>) Line::lastName, Encoders.STRING())
            .flatMapGroupsWithState(
                count, OutputMode.Append(), Encoders.kryo(Windows.class), Encoders.bean(Output.class),
                GroupStateTimeout.NoTimeout());
        return records(counted, options);
    }

    static Dataset<Line> lines(Dataset<Row> records, Options options) {
        return records
            .withWatermark("timestamp", options.number("grace-seconds") + " seconds")
            .select(
                col("key").cast("string"), col("value").cast("string"),
                col("topic"), col("partition"), col("offset"), col("timestamp"))
            .as(Encoders.bean(Line.class));
    }

    static Dataset<Row> records(Dataset<Output> outputs, Options options) {
        return outputs.select(
            when(col("reason").isNull(), lit(options.output())).otherwise(lit(options.deadLetters())).as("topic"),
            col("key"),
            col("value"),
            when(col("reason").isNotNull(), array(
                header("reason"), header("topic"), header("partition"), header("offset"))).as("headers"));
    }

    private static org.apache.spark.sql.Column header(String name) {
        return struct(lit("dead-letter." + name).as("key"), col(name).cast("string").cast("binary").as("value"));
    }

    static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("kafka-bootstrap-servers", "127.0.0.1:9092");
        defaults.put("input-topic", "{{input}}");
        defaults.put("output-topic", "{{output}}");
        defaults.put("dead-letter-topic", "");
        defaults.put("group", "{{group}}");
        defaults.put("window-seconds", "10");
        defaults.put("grace-seconds", "5");
        // The number of partitions of the input decides; spark.sql.shuffle.partitions for the counting.
        defaults.put("parallelism", "2");
        defaults.put("guarantee", "at-least-once");
        defaults.put("max-records-per-batch", "200000");
        return defaults;
    }
}
