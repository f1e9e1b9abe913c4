package researchpaas.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;

/// By which an index knows that it holds a document's texts and vectors already, so that a change
/// of access alone is a change of some numbers.
public final class Fingerprint {
    private Fingerprint() {}

    /// Of all that is indexed, but for the access sets.
    public static String of(Change.Present change) {
        List<Object> parts =
                new ArrayList<>(List.of(change.category(), change.title(), change.authors()));
        parts.addAll(List.of(change.keywords(), change.language(), String.valueOf(change.year())));
        for (IndexedFile file : change.files()) {
            parts.addAll(List.of(file.file(), file.name(), file.mediaType(), file.source()));
            for (IndexedPassage passage : file.passages()) {
                parts.addAll(
                        List.of(passage.id(), passage.text(), Arrays.hashCode(passage.vector())));
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
