package researchpaas.takeover.chroma;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;

/// Reads `index_metadata.pickle`, which tells the label of each id: a map of texts and numbers, or
/// an object of one class with such fields. It knows the instructions that write those and no
/// others. Nothing is ever called or made by name, so a hostile file can give wrong numbers, not
/// run anything.
final class LabelFile {
    /// Stands for the class, and for the object before it has its fields.
    private static final Object CLASS = new Object();

    private static final Object MARK = new Object();

    private static final Object NONE = new Object();

    private static final Object NOTHING_GIVEN = new Object();

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private LabelFile(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @param lastSequence of the queue that the index holds, absent where the file does not tell
    record Labels(Map<String, Long> byId, @Nullable Long lastSequence) {}

    /// @throws Unusable for anything else than such a file
    static Labels read(byte[] bytes) {
        try {
            Map<?, ?> fields = map(new LabelFile(bytes).run());
            Map<String, Long> labels = new HashMap<>();
            map(fields.get("id_to_label"))
                    .forEach((id, label) -> labels.put(text(id), number(label)));
            Object last = fields.get("max_seq_id");
            return new Labels(labels, last instanceof Long number ? number : null);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NoSuchElementException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private Object run() {
        while (true) {
            int code = in.get() & 0xFF;
            switch (code) {
                case 0x80 -> in.get(); // protocol
                case 0x95 -> in.getLong(); // frame
                case 'N' -> push(NONE);
                case ')' -> push(NOTHING_GIVEN);
                case '}' -> push(new HashMap<Object, Object>());
                case '(' -> push(MARK);
                case 'K' -> push((long) (in.get() & 0xFF));
                case 'M' -> push((long) (in.getShort() & 0xFFFF));
                case 'J' -> push((long) in.getInt());
                case 0x8A -> push(wide());
                case 0x8C -> push(text(in.get() & 0xFFL));
                case 'X' -> push(text(in.getInt() & 0xFFFFFFFFL));
                case 0x94 -> memo.put((long) memo.size(), peek());
                case 'q' -> memo.put((long) (in.get() & 0xFF), peek());
                case 'r' -> memo.put(in.getInt() & 0xFFFFFFFFL, peek());
                case 'h' -> push(remembered(in.get() & 0xFF));
                case 'j' -> push(remembered(in.getInt() & 0xFFFFFFFFL));
                case 0x93 -> named(pop(), pop());
                case 'c' -> named(line(), line());
                case 0x81 -> made(pop(), pop());
                case 's' -> {
                    Object value = pop();
                    put(pop(), value);
                }
                case 'u' -> putAll();
                case 'b' -> filled(pop(), pop());
                case '.' -> {
                    return pop();
                }
                default -> throw new Unusable(Trouble.DAMAGED);
            }
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        return stack.removeLast();
    }

    private Object peek() {
        return stack.getLast();
    }

    private Object remembered(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw new Unusable(Trouble.DAMAGED);
        }
        return value;
    }

    private Long wide() {
        int length = in.get() & 0xFF;
        if (length > Long.BYTES) {
            throw new Unusable(Trouble.DAMAGED);
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            long part = i == length - 1 ? in.get() : in.get() & 0xFF;
            value |= part << (8 * i);
        }
        return value;
    }

    private String text(long length) {
        if (length > in.remaining()) {
            throw new Unusable(Trouble.DAMAGED);
        }
        ByteBuffer bytes = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte b = in.get(); b != '\n'; b = in.get()) {
            line.append((char) (b & 0xFF));
        }
        return line.toString();
    }

    /// One class only, in whichever order its two names come.
    private void named(Object one, Object other) {
        List<Object> names = List.of(one, other);
        if (!names.contains("PersistentData")
                || !names.contains("chromadb.segment.impl.vector.local_persistent_hnsw")) {
            throw new Unusable(Trouble.DAMAGED);
        }
        push(CLASS);
    }

    private void made(Object arguments, Object type) {
        if (arguments != NOTHING_GIVEN || type != CLASS) {
            throw new Unusable(Trouble.DAMAGED);
        }
        push(CLASS);
    }

    /// The fields stand for the object from now on.
    private void filled(Object fields, Object object) {
        if (object != CLASS) {
            throw new Unusable(Trouble.DAMAGED);
        }
        push(map(fields));
    }

    private void putAll() {
        int mark = stack.lastIndexOf(MARK);
        List<Object> items = stack.subList(mark + 1, stack.size());
        List<Object> pairs = List.copyOf(items);
        stack.subList(mark, stack.size()).clear();
        for (int i = 0; i < pairs.size(); i += 2) {
            put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private void put(Object key, Object value) {
        if (!(key instanceof String || key instanceof Long)) {
            throw new Unusable(Trouble.DAMAGED);
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = (Map<Object, Object>) map(peek());
        map.put(key, value);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Unusable(Trouble.DAMAGED);
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new Unusable(Trouble.DAMAGED);
    }

    private static Long number(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new Unusable(Trouble.DAMAGED);
    }
}
