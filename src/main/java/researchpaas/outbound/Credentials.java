package researchpaas.outbound;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What an operator set for a service, looked at before the program serves anybody.
///
/// @param variables how the variables' names begin
/// @param key secret; empty where the service needs none
public record Credentials(String variables, String key, String model, @Nullable URI base) {
    private static final String VISIBLE = "[\\x21-\\x7E]*";
    private static final int LONGEST_NAME = 200;

    public Credentials {
        key = key.strip();
        model = model.strip();
        base = base == null || base.toString().isEmpty() ? null : base;
    }

    /// @return where calls go
    /// @throws IllegalArgumentException with a sentence that names the variable
    public ServiceAddress check(boolean needsKey) {
        if (needsKey && key.isEmpty()) {
            throw unusable("%s_API_KEY is empty");
        }
        if (!key.matches(VISIBLE)) {
            throw unusable("%s_API_KEY holds characters that no key has");
        }
        if (model.isEmpty() || model.length() > LONGEST_NAME || !model.matches(VISIBLE)) {
            throw unusable("%s_MODEL does not name a model");
        }
        if (base == null) {
            throw unusable("%s_BASE_URL is empty");
        }
        ServiceAddress address = ServiceAddress.of(variables + "_BASE_URL", base);
        if (needsKey && !address.keepsSecrets()) {
            throw unusable("%s_BASE_URL is not https: the key could be read on the way");
        }
        return address;
    }

    private IllegalArgumentException unusable(String sentence) {
        return new IllegalArgumentException(sentence.formatted(variables));
    }

    @Override
    public String toString() {
        return "Credentials[variables=%s, model=%s, base=%s]".formatted(variables, model, base);
    }
}
