package {{package}};

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The body of a bulk request: a line of JSON per action, followed by a line with its document. */
final class BulkBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BulkBody() {
    }

    static byte[] of(List<Operation> operations) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            for (Operation operation : operations) {
                Map<String, String> target = Map.of("_index", operation.index(), "_id", operation.id());
                body.write(JSON.writeValueAsBytes(Map.of(operation.type(), target)));
                body.write('\n');
                if (operation.source() != null) {
                    body.write(operation.source());
                    body.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }
}
