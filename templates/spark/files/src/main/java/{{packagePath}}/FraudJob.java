package {{package}};

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

/** Three payments above the limit by one card within ten seconds raise an alert. */
public final class FraudJob {
    private FraudJob() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args, System.getenv(), defaults());
        SparkSession spark = SparkSession.builder().appName("{{artifact}}-fraud").getOrCreate();
        PaymentsJob.write(outputs(PaymentsJob.read(spark, options), options), options);
    }

    /** As those of PaymentsJob. */
    static Dataset<Row> outputs(Dataset<Row> records, Options options) {
        FlatMapGroupsWithStateFunction<String, Line, CardPayments, Output> watch = new WatchCard(
            CardPayments.limit(options), options.number("window-seconds") * 1000);
        Dataset<Output> alerts = PaymentsJob.lines(records, options)
            .groupByKey((MapFunction<Line, String>) Line::card, Encoders.STRING())
            .flatMapGroupsWithState(
                watch, OutputMode.Append(), Encoders.javaSerialization(CardPayments.class), Encoders.bean(Output.class),
                GroupStateTimeout.EventTimeTimeout());
        return PaymentsJob.records(alerts, options);
    }

    static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>(PaymentsJob.defaults());
        defaults.put("output-topic", "payments-alerts");
        defaults.put("group", "{{group}}-fraud");
        defaults.put("limit", "500.00");
        return defaults;
    }
}
