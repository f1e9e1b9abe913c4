package researchpaas.ingest.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Objects;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.springframework.stereotype.Component;
import researchpaas.ingest.FormReader;

/// Nothing is spooled: each part is handed on while it arrives.
@Component
final class MultipartFormReader implements FormReader {
    private static final int LONGEST_FIELD = 4096;
    private static final int MOST_PARTS = 1000;
    private static final int LONGEST_HEADERS = 8192;

    @Override
    public void read(String contentType, InputStream body, Parts parts) {
        StreamedForm form = new StreamedForm();
        form.setHeaderCharset(StandardCharsets.UTF_8);
        form.setMaxPartHeaderSize(LONGEST_HEADERS);
        try {
            FileItemInputIterator items = form.getItemIterator(new Arriving(contentType, body));
            for (int i = 0; items.hasNext(); i++) {
                if (i == MOST_PARTS) {
                    throw new IOException("more than " + MOST_PARTS + " parts");
                }
                part(items.next(), parts);
            }
        } catch (IOException e) {
            throw new BrokenForm("The form cannot be read to its end", e);
        }
    }

    private static void part(FileItemInput item, Parts parts) throws IOException {
        if (item.isFormField()) {
            String name = Objects.requireNonNullElse(item.getFieldName(), "");
            byte[] value = item.getInputStream().readNBytes(LONGEST_FIELD);
            parts.field(name, new String(value, StandardCharsets.UTF_8));
        } else {
            parts.file(name(item), item.getInputStream());
        }
    }

    /// The library refuses names that hold a NUL; ours are cleaned anyway.
    private static String name(FileItemInput item) {
        try {
            return Objects.requireNonNullElse(item.getName(), "");
        } catch (InvalidPathException e) {
            return e.getInput();
        }
    }
}
