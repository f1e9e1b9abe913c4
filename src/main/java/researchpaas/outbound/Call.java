package researchpaas.outbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param path what follows the service's address, with its query; made of constants and checked
///   names
/// @param headers may hold secrets
/// @param body JSON; absent for a call that only reads
public record Call(String path, Map<String, String> headers, @Nullable String body) {
    public Call {
        headers = Map.copyOf(headers);
    }

    /// Neither the headers nor what is asked.
    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + path;
    }
}
