package researchpaas.outbound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Server-sent events, of which only the data counts. An event that the end of the stream cuts off
/// is none, as the standard says.
public final class ServerEvents {
    private final BufferedReader lines;

    public ServerEvents(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// The data of the next event, null at the end.
    public @Nullable String next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean any = false;
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.isEmpty() && any) {
                return data.toString();
            }
            if (line.startsWith("data:")) {
                String value = line.substring("data:".length());
                data.append(any ? "\n" : "")
                        .append(value.startsWith(" ") ? value.substring(1) : value);
                any = true;
            }
        }
        return null;
    }
}
