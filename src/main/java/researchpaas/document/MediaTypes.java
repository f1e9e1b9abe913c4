package researchpaas.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Short words for media types, as addresses and the API write them: the usual ending of a file's
/// name. A media type without a word of its own stands for itself.
public final class MediaTypes {
    private static final Map<String, String> BY_WORD = new TreeMap<>();
    private static final Map<String, String> WORDS = new TreeMap<>();
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]{1,100}/[\\w.+-]{1,100}");

    static {
        add("7z", "application/x-7z-compressed");
        add("gz", "application/gzip");
        add("tar", "application/x-tar");
        add("zip", "application/zip");
        add("csv", "text/csv");
        add("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        add("eml", "message/rfc822");
        add("html", "text/html");
        add("ipynb", "application/x-ipynb+json");
        add("json", "application/json");
        add("jsonl", "application/jsonl");
        add("md", "text/markdown");
        add("odp", "application/vnd.oasis.opendocument.presentation");
        add("ods", "application/vnd.oasis.opendocument.spreadsheet");
        add("odt", "application/vnd.oasis.opendocument.text");
        add("pdf", "application/pdf");
        add("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation");
        add("tex", "application/x-tex");
        add("tsv", "text/tab-separated-values");
        add("txt", "text/plain");
        add("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    private MediaTypes() {}

    private static void add(String word, String mediaType) {
        BY_WORD.put(word, mediaType);
        WORDS.put(mediaType, word);
    }

    public static String word(String mediaType) {
        return WORDS.getOrDefault(mediaType, mediaType);
    }

    /// The media type of a word, or the text itself where it has a media type's form.
    public static Optional<String> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word))
                .or(() -> Optional.of(word).filter(MEDIA_TYPE.asMatchPredicate()));
    }

    /// All words there are, in their order.
    public static List<String> words() {
        return List.copyOf(BY_WORD.keySet());
    }
}
