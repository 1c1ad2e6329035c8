package {{package}}.support;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** A Kafka record as it travels through the topology; key and value may be null. */
public record KafkaRecord(String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {
    public static final String TIMESTAMP = "timestamp";
    public static final Fields FIELDS = new Fields("topic", "partition", "offset", TIMESTAMP, "key", "value");

    public static KafkaRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new KafkaRecord(
            record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), record.value());
    }

    public static KafkaRecord of(Tuple tuple) {
        return new KafkaRecord(
            tuple.getStringByField("topic"),
            tuple.getIntegerByField("partition"),
            tuple.getLongByField("offset"),
            tuple.getLongByField(TIMESTAMP),
            tuple.getBinaryByField("key"),
            tuple.getBinaryByField("value"));
    }

    public Values toValues() {
        return new Values(topic, partition, offset, timestamp, key, value);
    }

    /** Where it is, not what it contains: customers' data does not belong in logs. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
