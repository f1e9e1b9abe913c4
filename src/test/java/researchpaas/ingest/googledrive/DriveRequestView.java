package researchpaas.ingest.googledrive;

import com.google.api.client.util.ClassInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request as a method of Drive sees it: who asks, with which scopes, and the parameters.
///
/// @param keys the resource keys of its header
record DriveRequestView(
        String user, Set<String> scopes, Map<String, String> parameters, Map<String, String> keys) {
    private static final String DRIVE = "https://www.googleapis.com/auth/drive";
    private static final Set<String> METADATA =
            Set.of(DRIVE, DRIVE + ".readonly", DRIVE + ".metadata", DRIVE + ".metadata.readonly");
    private static final Set<String> CONTENT = Set.of(DRIVE, DRIVE + ".readonly");

    DriveRequestView withAllDrives() {
        Map<String, String> more = new HashMap<>(parameters);
        more.put("supportsAllDrives", "true");
        return new DriveRequestView(user, scopes, more, keys);
    }

    /// Refuses parameters that the method does not have; the client's generated class names them.
    void allow(Class<?> method) {
        if (METADATA.stream().noneMatch(scopes::contains)) {
            throw insufficientScopes();
        }
        ClassInfo known = ClassInfo.of(method);
        for (String name : parameters.keySet()) {
            if (known.getFieldInfo(name) == null) {
                throw DriveRefusal.invalid(
                        name,
                        "Invalid JSON payload received. Unknown name \""
                                + name
                                + "\": Cannot bind query parameter.");
            }
        }
    }

    void needsContent() {
        if (CONTENT.stream().noneMatch(scopes::contains)) {
            throw insufficientScopes();
        }
    }

    static DriveRefusal insufficientScopes() {
        return new DriveRefusal(
                403, "insufficientPermissions", "Request had insufficient authentication scopes.");
    }

    @Nullable String text(String name, @Nullable String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    String needed(String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw new DriveRefusal(400, "required", "Required parameter: " + name);
        }
        return value;
    }

    boolean flag(String... names) {
        for (String name : names) {
            if (!"true".equals(parameters.get(name))) {
                return false;
            }
        }
        return true;
    }

    /// @param most what a higher number becomes
    int number(String name, int otherwise, int from, int to, int most) {
        String value = parameters.get(name);
        if (value == null) {
            return otherwise;
        }
        int number = value.matches("\\d{1,8}") ? Integer.parseInt(value) : -1;
        if (number < from || number > to) {
            throw DriveRefusal.invalid(
                    name,
                    "Invalid value '"
                            + value
                            + "'. Values must be within the range: ["
                            + from
                            + ", "
                            + to
                            + "]");
        }
        return Math.min(number, most);
    }

    @Nullable String resourceKey(String id) {
        return keys.get(id);
    }
}
