package {{package}};

/** Where objects are written. */
interface Bucket extends AutoCloseable {
    /**
     * Writes an object, in the place of one with the same key.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if a later attempt may succeed
     * @throws org.apache.kafka.connect.errors.ConnectException   otherwise
     */
    void put(String key, byte[] content);

    @Override
    void close();
}
