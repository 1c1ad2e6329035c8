package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.storm.hdfs.bolt.format.RecordFormat;
import org.apache.storm.tuple.Tuple;

/** A customer as a row of the table. DelimitedRecordFormat would encode it in the charset of the worker's locale. */
public final class CustomerFormat implements RecordFormat {
    @Override
    public byte[] format(Tuple tuple) {
        return Customer.of(tuple).toLine().getBytes(UTF_8);
    }
}
