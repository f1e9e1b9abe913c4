package researchpaas.document.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A SQLite library of any size without any file, the same for the same numbers: what an index is
/// built over when it matters how large it is. Two documents of three are English, one is Japanese;
/// words are as frequent as those of a language, and vectors have neighbourhoods, as those of texts
/// do. Each passage has one.
///
/// `LargeLibrary HOME DOCUMENTS [PASSAGES-A-DOCUMENT]`, from the project's folder. Beside HOME it
/// leaves `questions.txt`, what people might ask of it.
public final class LargeLibrary {
    private static final String MODEL = "all-MiniLM-L6-v2-int8";
    private static final int DIMENSION = 384;
    private static final int TRAITS = 50;
    private static final int PASSAGES_PER_PAGE = 2;
    private static final int DOCUMENTS_AT_ONCE = 25;
    private static final int ENGLISH_WORDS = 150_000;
    private static final int JAPANESE_WORDS = 60_000;
    private static final List<String> JOINTS =
            List.of("の", "は", "が", "を", "に", "で", "と", "から", "より", "について", "における", "による");
    private static final List<String> ENDS =
            List.of("を示した。", "と考えられる。", "を測定した。", "が増加した。", "に影響する。", "を比較した。", "が必要である。");
    private static final List<String> SYLLABLES =
            List.of(
                    "ra", "te", "co", "mi", "nal", "ver", "do", "sis", "pre", "lu", "ment", "gen",
                    "ta", "hy", "bri", "os", "ic", "an", "for", "en");

    private final Random random = new Random(10);
    private final List<String> english;
    private final List<String> japanese;
    private final float[][] traits = new float[TRAITS][DIMENSION];

    private LargeLibrary(Path samples) throws IOException {
        String text = textOf(samples);
        english = english(text);
        japanese = japanese(text);
        for (float[] trait : traits) {
            gaussian(trait, 1);
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path home = Path.of(arguments[0]);
        int documents = Integer.parseInt(arguments[1]);
        int passages = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        LargeLibrary library = new LargeLibrary(Path.of("samples"));
        try (OpenDatabase database = OpenDatabase.open(home, TestLibrary.settings(null, null))) {
            Migrations.run(database);
            try (Connection connection = database.unlimited().getConnection()) {
                connection.setAutoCommit(false);
                library.fill(connection, documents, passages);
            }
        }
        Files.write(home.resolveSibling("questions.txt"), library.questions());
    }

    private List<String> questions() {
        Random random = new Random(13);
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            boolean inJapanese = i % 3 == 0;
            List<String> words = inJapanese ? japanese : english;
            StringBuilder question = new StringBuilder();
            for (int n = 2 + random.nextInt(4); n > 0; n--) {
                // not the most frequent ones, which say nothing
                question.append(
                                words.get(
                                        30
                                                + (int)
                                                        Math.exp(
                                                                random.nextDouble()
                                                                        * Math.log(20_000))))
                        .append(inJapanese ? one(random, JOINTS) : " ");
            }
            questions.add(question.toString().strip());
        }
        return questions;
    }

    private void fill(Connection connection, int documents, int passages) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("insert into sources (id, name, created_at) values (1, 'made', 0)");
            sql.execute("insert into access_sets (id, principals) values (1, 'anyone')");
            sql.execute("insert into access_grants values ('anyone', 1)");
            sql.execute("insert into document_numbers values ('paper', " + documents + ")");
            sql.execute("update change_sequence set last = " + documents);
        }
        try (Rows rows = new Rows(connection)) {
            for (int id = 1; id <= documents; id++) {
                document(rows, id, passages);
                if (id % DOCUMENTS_AT_ONCE == 0 || id == documents) {
                    rows.write();
                    connection.commit();
                }
            }
        }
    }

    private void document(Rows rows, int id, int passages) throws SQLException {
        boolean inJapanese = id % 3 == 0;
        String language = inJapanese ? "ja" : "en";
        rows.file.setLong(1, id);
        rows.file.setString(2, "papers/%05d.pdf".formatted(id));
        rows.file.addBatch();
        rows.document.setLong(1, id);
        rows.document.setLong(2, id);
        rows.document.setString(3, "made/" + id);
        rows.document.setLong(4, id);
        rows.document.addBatch();
        rows.published.setLong(1, id);
        rows.published.setLong(2, id);
        rows.published.setString(3, hash(0, id));
        rows.published.setInt(4, (passages + PASSAGES_PER_PAGE - 1) / PASSAGES_PER_PAGE);
        rows.published.setInt(5, passages);
        rows.published.setString(6, inJapanese ? sentence(japanese, 8) : words(10));
        rows.published.setString(7, "[\"Author " + random.nextInt(4_000) + "\"]");
        rows.published.setString(8, text(inJapanese));
        rows.published.setInt(9, 1990 + random.nextInt(36));
        rows.published.setString(10, language);
        rows.published.addBatch();
        float[] subject = new float[DIMENSION];
        for (float[] trait : traits) {
            add(subject, trait, (float) random.nextGaussian());
        }
        StringBuilder page = new StringBuilder();
        for (int ordinal = 0; ordinal < passages; ordinal++) {
            long number = (long) (id - 1) * passages + ordinal + 1;
            String text = text(inJapanese);
            int start = page.length();
            page.append(text).append('\n');
            int onPage = ordinal / PASSAGES_PER_PAGE + 1;
            rows.passage.setLong(1, number);
            rows.passage.setLong(2, id);
            rows.passage.setInt(3, ordinal);
            rows.passage.setString(4, text);
            rows.passage.setInt(5, onPage);
            rows.passage.setInt(6, onPage);
            rows.passage.setInt(7, start);
            rows.passage.setInt(8, start + text.length());
            rows.passage.setString(9, language);
            rows.passage.setString(10, hash(1, number));
            rows.passage.addBatch();
            rows.vector.setString(1, hash(1, number));
            rows.vector.setBytes(2, Float32.bytes(vector(subject)));
            rows.vector.addBatch();
            if ((ordinal + 1) % PASSAGES_PER_PAGE == 0 || ordinal == passages - 1) {
                rows.page.setLong(1, id);
                rows.page.setInt(2, onPage);
                rows.page.setString(3, page.toString());
                rows.page.setBytes(4, new byte[0]);
                rows.page.addBatch();
                page.setLength(0);
            }
        }
    }

    private String text(boolean inJapanese) {
        StringBuilder text = new StringBuilder();
        while (text.length() < (inJapanese ? 230 : 680)) {
            text.append(inJapanese ? sentence(japanese, 12) : words(18) + ". ");
        }
        return text.toString();
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(frequent(english));
        }
        return words.toString();
    }

    private String sentence(List<String> nouns, int count) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < count; i++) {
            sentence.append(frequent(nouns));
            sentence.append(i < count - 1 ? one(JOINTS) : one(ENDS));
        }
        return sentence.toString();
    }

    /// The n-th word is as frequent as 1/n.
    private String frequent(List<String> words) {
        return words.get(
                (int) Math.exp(random.nextDouble() * Math.log(words.size() + 1.0)) % words.size());
    }

    private String one(List<String> list) {
        return one(random, list);
    }

    private static String one(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private float[] vector(float[] subject) {
        float[] vector = subject.clone();
        for (int i = 0; i < 8; i++) {
            add(vector, traits[random.nextInt(TRAITS)], (float) random.nextGaussian());
        }
        float[] noise = new float[DIMENSION];
        gaussian(noise, 3);
        add(vector, noise, 1);
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    private void gaussian(float[] vector, float deviation) {
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = deviation * (float) random.nextGaussian();
        }
    }

    private static void add(float[] to, float[] what, float times) {
        for (int i = 0; i < DIMENSION; i++) {
            to[i] += times * what[i];
        }
    }

    /// Scattered as hashes are, and no two the same.
    private static String hash(int kind, long number) {
        HexFormat hex = HexFormat.of();
        long scattered = number * 0x9E3779B97F4A7C15L;
        return hex.toHexDigits(scattered)
                + hex.toHexDigits(Long.reverse(scattered))
                + hex.toHexDigits(number)
                + hex.toHexDigits((long) kind);
    }

    /// The samples' words first: those that a language's frequent words are known by. Then others.
    private static List<String> english(String text) {
        Set<String> words = new LinkedHashSet<>(all("[a-z]{2,}", text.toLowerCase(Locale.ROOT)));
        Random random = new Random(11);
        while (words.size() < ENGLISH_WORDS) {
            StringBuilder word = new StringBuilder();
            for (int i = 2 + random.nextInt(4); i > 0; i--) {
                word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            words.add(word.toString());
        }
        return List.copyOf(words);
    }

    private static List<String> japanese(String text) {
        Set<String> words = new LinkedHashSet<>(all("[一-鿿]{2,4}|[ァ-ヺー]{3,}", text));
        List<String> signs = all("[一-鿿]", text);
        Random random = new Random(12);
        while (words.size() < JAPANESE_WORDS) {
            words.add(
                    signs.get(random.nextInt(signs.size()))
                            + signs.get(random.nextInt(signs.size())));
        }
        return List.copyOf(words);
    }

    /// The most frequent first.
    private static List<String> all(String pattern, String text) {
        Map<String, Integer> counts = new TreeMap<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            counts.merge(matcher.group(), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String textOf(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().matches(".*\\.(md|txt|tsv|tex|html)"))
                    .sorted()
                    .forEach(file -> text.append(read(file)).append('\n'));
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException otherEncoding) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Rows implements AutoCloseable {
        final PreparedStatement file;
        final PreparedStatement document;
        final PreparedStatement published;
        final PreparedStatement page;
        final PreparedStatement passage;
        final PreparedStatement vector;

        Rows(Connection connection) throws SQLException {
            file =
                    connection.prepareStatement(
                            """
                            insert into files (id, source_id, path, size, modified_at, access_set, state, attempts, gone,
                                               created_at, updated_at)
                            values (?, 1, ?, 100000, 0, 1, 'PUBLISHED', 0, false, 0, 0)
                            """);
            document =
                    connection.prepareStatement(
                            "insert into documents (id, category, number, origin, change) values (?, 'paper', ?, ?, ?)");
            published =
                    connection.prepareStatement(
                            """
                            insert into published_files (file_id, document_id, sha256, reader_version, media_type, pages,
                                                         passages, published_at, title, authors, summary, keywords,
                                                         year, language, created_at)
                            values (?, ?, ?, '1', 'application/pdf', ?, ?, 0, ?, ?, ?, '[]', ?, ?, 0)
                            """);
            page =
                    connection.prepareStatement(
                            """
                            insert into pages (file_id, number, text, width, height, layout)
                            values (?, ?, ?, 595, 842, ?)
                            """);
            passage =
                    connection.prepareStatement(
                            """
                            insert into passages (id, file_id, ordinal, text, heading, first_page, last_page, start_at,
                                                  end_at, language, hash)
                            values (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)
                            """);
            vector =
                    connection.prepareStatement(
                            "insert into vectors (hash, model, vector, created_at) values (?, '"
                                    + MODEL
                                    + "', ?, 0)");
        }

        private Stream<PreparedStatement> all() {
            return Stream.of(file, document, published, page, passage, vector);
        }

        void write() throws SQLException {
            for (PreparedStatement statement : all().toList()) {
                statement.executeBatch();
            }
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : all().toList()) {
                statement.close();
            }
        }
    }
}
