package researchpaas.answer;

import java.util.function.Consumer;

/// Finds the JSON objects in a text that arrives in pieces, and hands each over as soon as it is
/// whole. What stands around them (fences, commas, chatter) is dropped, and so is an object that
/// does not end.
final class ObjectsInText implements Consumer<String> {
    private static final int LONGEST = 8_000;

    private final Consumer<String> objects;
    private final StringBuilder object = new StringBuilder();
    private int depth;
    private boolean inText;
    private boolean escaped;

    ObjectsInText(Consumer<String> objects) {
        this.objects = objects;
    }

    @Override
    public void accept(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i));
        }
    }

    private void take(char c) {
        if (depth == 0 && c != '{') {
            return;
        }
        object.append(c);
        if (inText) {
            inText = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else {
            switch (c) {
                case '"' -> inText = true;
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {
                    // part of the object
                }
            }
        }
        if (depth == 0) {
            String whole = object.toString();
            forget();
            objects.accept(whole);
        } else if (object.length() > LONGEST) {
            forget();
        }
    }

    private void forget() {
        object.setLength(0);
        depth = 0;
        inText = false;
        escaped = false;
    }
}
