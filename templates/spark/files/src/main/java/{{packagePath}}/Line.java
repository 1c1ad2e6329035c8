package {{package}};

import java.io.Serializable;
import java.sql.Timestamp;

/** A record of the input topic. A bean, so that Spark can map columns to it. */
public final class Line implements Serializable {
    private static final long serialVersionUID = 1;

    private String key;
    private String value;
    private String topic;
    private int partition;
    private long offset;
    private Timestamp timestamp;

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public int getPartition() {
        return partition;
    }

    public void setPartition(int partition) {
        this.partition = partition;
    }

    public long getOffset() {
        return offset;
    }

    public void setOffset(long offset) {
        this.offset = offset;
    }

    public Timestamp getTimestamp() {
        return timestamp;
    }

    public void setTimestamp(Timestamp timestamp) {
        this.timestamp = timestamp;
    }

    /** Who pays, by whom payments are watched; empty for a malformed record. */
    String card() {
        String[] fields = value == null ? new String[0] : value.split(",", -1);
        return fields.length == 4 ? fields[1].trim() + " " + fields[2].trim() : "";
    }

    /** The third field, by which payments are counted; empty for a record that has none. */
    String lastName() {
        String[] fields = value == null ? new String[0] : value.split(",", -1);
        return fields.length == 4 ? fields[2].trim() : "";
    }
}
