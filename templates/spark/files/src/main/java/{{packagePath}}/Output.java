package {{package}};

import java.io.Serializable;

/** A record of one of the output topics: a result, or a dead letter when it has a reason. */
public final class Output implements Serializable {
    private static final long serialVersionUID = 1;

    private String key;
    private String value;
    private String reason;
    private String topic;
    private Integer partition;
    private Long offset;

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

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public Integer getPartition() {
        return partition;
    }

    public void setPartition(Integer partition) {
        this.partition = partition;
    }

    public Long getOffset() {
        return offset;
    }

    public void setOffset(Long offset) {
        this.offset = offset;
    }

    static Output result(String key, String value) {
        Output output = new Output();
        output.key = key;
        output.value = value;
        return output;
    }

    static Output deadLetter(Line line, String reason) {
        Output output = result(line.getKey(), line.getValue());
        output.reason = reason;
        output.topic = line.getTopic();
        output.partition = line.getPartition();
        output.offset = line.getOffset();
        return output;
    }
}
