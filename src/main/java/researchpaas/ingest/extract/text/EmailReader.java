package researchpaas.ingest.extract.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextSink;

/// One e-mail: who wrote what to whom, its text, and the names of what is attached. Streamed:
/// attachments are passed over, whatever their size, and never opened.
public final class EmailReader implements FormatReader {
    private static final MimeConfig LIMITS =
            new MimeConfig.Builder()
                    .setMaxLineLen(10_000_000)
                    .setMaxHeaderLen(1_000_000)
                    .setMaxHeaderCount(10_000)
                    .build();

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        Email email = new Email(new Pages(sink));
        MimeTokenStream parts = new MimeTokenStream(LIMITS);
        // a forwarded message is an attachment like others
        parts.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try (InputStream bytes = Files.newInputStream(file)) {
            parts.parse(bytes);
            for (EntityState state = parts.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = parts.next()) {
                switch (state) {
                    case T_FIELD -> email.field(parts.getField());
                    case T_END_HEADER -> email.endHeader();
                    case T_START_MULTIPART ->
                            email.startMultipart(parts.getBodyDescriptor().getMimeType());
                    case T_END_MULTIPART -> email.endMultipart();
                    case T_BODY -> email.body(parts);
                    case T_START_BODYPART -> email.startPart();
                    default -> {
                        // preambles, and what encloses the above
                    }
                }
            }
        } catch (MimeException e) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        sink.info(email.end());
    }
}
