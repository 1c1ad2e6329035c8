package {{package}};

import java.io.IOException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A bucket of Amazon S3 or of another server with its API. */
final class S3Bucket implements FileStore {
    private final S3Client client;
    private final String name;
    private final String address;
    private final boolean creates;

    S3Bucket(S3SinkConfig config) {
        name = config.getString(S3SinkConfig.BUCKET);
        creates = config.getBoolean(S3SinkConfig.CREATE);
        address = "s3://" + name + (config.url() == null ? "" : " at " + config.url());
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.getString(S3SinkConfig.REGION)))
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(config.url() != null && config.getBoolean(S3SinkConfig.PATH_STYLE));
        if (config.url() != null) {
            // Other servers do not know the checksums that Amazon's client sends by default.
            builder.endpointOverride(config.url())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
        }
        if (config.secret() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    config.getString(S3SinkConfig.KEY_ID), config.secret().value())));
        }
        client = builder.build();
    }

    /** @throws ConnectException if it cannot be opened, or does not exist and is not to be created by {@link #create} */
    void check() {
        try {
            if (!exists() && !creates) {
                throw new ConnectException("Cannot open " + address + ": the bucket does not exist; create it, or set "
                        + S3SinkConfig.CREATE + "=true");
            }
        } catch (SdkException e) {
            throw failure("Cannot open " + address, e);
        }
    }

    /** Creates the bucket if it does not exist and the configuration allows it. @throws as {@link #check} */
    void create() {
        check();
        try {
            if (!exists()) {
                client.createBucket(request -> request.bucket(name));
            }
        } catch (BucketAlreadyOwnedByYouException e) {
            // Another task was faster.
        } catch (SdkException e) {
            throw failure("Cannot create " + address, e);
        }
    }

    private boolean exists() {
        try {
            client.headBucket(request -> request.bucket(name));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        }
    }

    @Override
    public void put(String key, byte[] content) {
        try {
            client.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw failure("Cannot write " + key + " to " + address, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static ConnectException failure(String what, SdkException e) {
        String message = what + ": " + reason(e);
        return isTransient(e) ? new RetriableException(message, e) : new ConnectException(message, e);
    }

    private static String reason(SdkException e) {
        if (e instanceof SdkServiceException answer && answer.statusCode() == 404) {
            return "the bucket does not exist";
        }
        if (e instanceof SdkServiceException answer && answer.statusCode() == 403) {
            return "access denied: check the access key, its secret and its permissions (" + e.getMessage() + ")";
        }
        return e.getMessage();
    }

    /** The client has already tried several times. */
    private static boolean isTransient(SdkException e) {
        if (e instanceof SdkServiceException answer) {
            return answer.statusCode() >= 500 || answer.isThrottlingException() || answer.statusCode() == 408;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return e.retryable();
    }
}
