package researchpaas.ingest.googledrive;

import com.google.api.client.json.GenericJson;
import com.google.api.client.util.ClassInfo;
import com.google.api.client.util.FieldInfo;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameter `fields`: what is not named is not answered, and a name that Google's model does
/// not have is refused. The names come from the client's generated classes.
final class FieldMask {
    private final Map<String, FieldMask> named = new LinkedHashMap<>();
    private boolean everything;

    /// @param type the class of the answer
    static FieldMask of(String fields, Class<?> type) {
        Reading reading = new Reading(fields);
        FieldMask mask = reading.list();
        if (!reading.atEnd()) {
            throw refused(fields);
        }
        mask.check(type);
        return mask;
    }

    JsonObject apply(JsonObject full) {
        if (everything || named.isEmpty()) {
            return full;
        }
        JsonObject kept = new JsonObject();
        named.forEach((name, below) -> {
            JsonElement value = full.get(name);
            if (value != null) {
                kept.add(name, below.applyTo(value));
            }
        });
        return kept;
    }

    private JsonElement applyTo(JsonElement value) {
        if (value instanceof JsonObject object) {
            return apply(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray kept = new JsonArray();
            array.forEach(element -> kept.add(applyTo(element)));
            return kept;
        }
        return value;
    }

    private void check(Class<?> type) {
        named.forEach((name, below) -> {
            FieldInfo field = ClassInfo.of(type).getFieldInfo(name);
            if (field == null) {
                throw refused(name);
            }
            if (!below.named.isEmpty()) {
                below.check(elementOf(field.getGenericType(), name));
            }
        });
    }

    private static Class<?> elementOf(Type type, String name) {
        Type element =
                type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        if (element instanceof Class<?> known && GenericJson.class.isAssignableFrom(known)) {
            return known;
        }
        throw refused(name);
    }

    private static DriveRefusal refused(String what) {
        return new DriveRefusal(400, "invalidParameter", "Invalid field selection " + what);
    }

    /// `a,b/c,d(e,f),*`
    private static final class Reading {
        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at == text.length();
        }

        FieldMask list() {
            FieldMask mask = new FieldMask();
            do {
                one(mask);
            } while (accept(','));
            return mask;
        }

        private void one(FieldMask mask) {
            if (accept('*')) {
                mask.everything = true;
                return;
            }
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw refused(text);
            }
            FieldMask below =
                    mask.named.computeIfAbsent(text.substring(start, at), _ -> new FieldMask());
            if (accept('/')) {
                one(below);
            } else if (accept('(')) {
                FieldMask inner = list();
                below.named.putAll(inner.named);
                below.everything |= inner.everything;
                if (!accept(')')) {
                    throw refused(text);
                }
            }
        }

        private boolean accept(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }
    }
}
