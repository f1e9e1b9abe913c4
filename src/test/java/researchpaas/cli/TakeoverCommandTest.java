package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.cli.Program.Ended;
import researchpaas.takeover.ChromaStores;
import researchpaas.takeover.EarlierDatabases;
import researchpaas.takeover.Generation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TakeoverCommandTest {
    @TempDir Path folder;

    private Program program() throws Exception {
        Files.createDirectories(folder.resolve("library"));
        return new Program(folder, folder.resolve("library"));
    }

    private Path old() throws Exception {
        return EarlierDatabases.write(
                Files.createDirectories(folder.resolve("old")), Generation.G3);
    }

    @Test
    void takesOverReportsAndIsFoundBySearch() throws Exception {
        Path database = old();
        Path reports = folder.resolve("reports");

        Ended dry = program().run("takeover", "--sqlite", database.toString(), "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("would be written", "Nothing was written");
        assertThat(program().home()).as("a dry run makes no library").doesNotExist();

        Ended ended =
                program()
                        .run(
                                "takeover",
                                "--sqlite",
                                database.toString(),
                                "--visible-to",
                                "anyone,domain:example.ac.jp",
                                "--report",
                                reports.toString(),
                                "--json");
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(ended.out());
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("visibleTo")).hasSize(2);
        assertThat(Files.readString(reports.resolve("takeover-report.json")).strip())
                .isEqualTo(ended.out().strip());
        assertThat(Files.readString(reports.resolve("takeover-report.ja.html")))
                .contains("両側で一致", "氏名・署名", "research_data.db")
                .doesNotContain("??");
        assertThat(Files.readString(reports.resolve("takeover-report.en.html")))
                .contains("equal on both sides", "Name, signature", "datasets 99")
                .doesNotContain("??");

        String before = sha256(program().home().resolve("library.db"));
        Ended again = program().run("takeover", "--sqlite", database.toString(), "--dry-run");
        assertThat(again.code()).isZero();
        assertThat(sha256(program().home().resolve("library.db")))
                .as("a dry run writes nothing")
                .isEqualTo(before);

        Process server = program().serve();
        try {
            isFoundByItsAbstract();
            isShownWithoutItsFile();
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /// What no file tells is found by what the earlier system knew. The index follows when the
    /// first server runs.
    private void isFoundByItsAbstract() throws Exception {
        JsonNode found = JsonMapper.shared().createArrayNode();
        for (int attempt = 0; attempt < 10 && found.isEmpty(); attempt++) {
            Ended search = program().run("search", "--json", "街灯 夜行性");
            found = JsonMapper.shared().readTree(search.out()).path("documents");
        }
        assertThat(found.get(0).path("title").asString()).isEqualTo("夜の蛾");
        assertThat(found.get(0).path("id").asLong()).isEqualTo(5);
    }

    private void isShownWithoutItsFile() throws Exception {
        assertThat(page("/library/paper/5"))
                .contains(
                        "The file itself is not here", "/Users/taro/lab/paper/fake.pdf", "夜行性の昆虫");
        assertThat(page("/library/paper/2")).as("without any text").contains("copy of moths.md");
        assertThat(page("/library/dataset/1"))
                .contains("Related", "/library/paper/1", "confidence 75%");
    }

    private String page(String path) throws Exception {
        Properties server = new Properties();
        try (var in = Files.newBufferedReader(program().home().resolve("server.properties"))) {
            server.load(in);
        }
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.getProperty("port") + path))
                        .header("Accept-Language", "en")
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }
    }

    @Test
    void takesTheVectorStoreOverAloneOrBesideTheDatabase() throws Exception {
        Path store = ChromaStores.unpack(ChromaStores.SMALL, folder);
        Path reports = folder.resolve("reports");

        Ended dry = program().run("takeover", "--chroma", store.toString(), "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains(
                        "193 would be written",
                        "193 are documents of their own",
                        "not of length one");
        assertThat(program().home()).as("a dry run makes no library").doesNotExist();

        Ended ended =
                program()
                        .run(
                                "takeover",
                                "--sqlite",
                                old().toString(),
                                "--chroma",
                                store.toString(),
                                "--report",
                                reports.toString(),
                                "--json");
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(ended.out());
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("generation").asString()).isEqualTo("G3");
        // the store is of another library than the database
        assertThat(report.path("chroma").path("orphans")).hasSize(193);
        assertThat(report.path("chroma").path("vectors").path("kept").asInt()).isEqualTo(193);
        assertThat(Files.readString(reports.resolve("takeover-report.ja.html")))
                .contains("両側で一致", "ベクトルストア", "以前のデータベースに行がない点：193 件")
                .doesNotContain("??");
        assertThat(Files.readString(reports.resolve("takeover-report.en.html")))
                .contains("Vector store", "Rows of the old database without a vector")
                .doesNotContain("??");
    }

    @Test
    void saysWhatIsWrongWithAVectorStoreAndMakesNoLibrary() throws Exception {
        refused(program().run("takeover"), "--sqlite FILE");
        refused(
                program().run("takeover", "--chroma", folder.resolve("none").toString()),
                "chroma.sqlite3");
        refused(
                program()
                        .with("PAAS_ENVIRONMENT", "production")
                        .run(
                                "takeover",
                                "--chroma",
                                ChromaStores.unpack(ChromaStores.SMALL_L2, folder).toString()),
                "--visible-to");
        assertThat(program().home()).doesNotExist();
    }

    @Test
    void needsToKnowInProductionWhoMaySeeIt() throws Exception {
        Path database = old();

        Ended ended =
                program()
                        .with("PAAS_ENVIRONMENT", "production")
                        .run("takeover", "--sqlite", database.toString());
        refused(ended, "--visible-to");
        assertThat(program().home()).doesNotExist();

        Ended told =
                program()
                        .with("PAAS_ENVIRONMENT", "production")
                        .run(
                                "takeover",
                                "--sqlite",
                                database.toString(),
                                "--visible-to",
                                "domain:example.ac.jp");
        assertThat(told.code()).as(told.err()).isZero();
    }

    @Test
    void saysWhatIsWrongWithAFileAndMakesNoLibrary() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.db"), "not a database\n".repeat(20));
        refused(takeover(text), "not an SQLite database");

        refused(takeover(folder.resolve("nowhere.db")), "not there");

        Path whole = old();
        byte[] bytes = Files.readAllBytes(whole);
        Path half =
                Files.write(folder.resolve("half.db"), Arrays.copyOf(bytes, bytes.length - 4096));
        refused(takeover(half), "end of the database");

        Path unknown = folder.resolve("unknown.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + unknown);
                Statement statement = connection.createStatement()) {
            statement.execute("create table recipes (id integer primary key, name text)");
        }
        refused(takeover(unknown), "no version of the earlier system");

        Files.writeString(folder.resolve("old/research_data.db-journal"), "x");
        refused(takeover(whole), "in use");
        assertThat(program().home()).doesNotExist();
    }

    @Test
    void refusesWhatCannotBeUnderstood() throws Exception {
        String database = old().toString();
        refused(
                program().run("takeover", "--sqlite", database, "--timezone", "Mars/Base"),
                "Mars/Base");
        refused(
                program().run("takeover", "--sqlite", database, "--visible-to", "everybody"),
                "anyone");
        refused(
                program().run("takeover", "--sqlite", database, "--files", "/nowhere/x"),
                "/nowhere/x");
    }

    /// The variable of the earlier system may still name its file.
    @Test
    void pointsToTheCommandWhenTheEarlierFileIsToBeTheLibrary() throws Exception {
        Path database = old();
        byte[] bytes = Files.readAllBytes(database);
        FileTime time = FileTime.from(Instant.parse("2025-06-01T00:00:00Z"));
        Files.setLastModifiedTime(database, time);

        Ended ended = program().with("DATABASE_PATH", database.toString()).run("serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out() + ended.err())
                .contains("research-paas takeover --sqlite " + database)
                .doesNotContain("Exception");
        assertThat(Files.readAllBytes(database)).isEqualTo(bytes);
        assertThat(Files.getLastModifiedTime(database)).isEqualTo(time);
    }

    private Ended takeover(Path database) throws Exception {
        return program().run("takeover", "--sqlite", database.toString());
    }

    private static void refused(Ended ended, String sentence) {
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .as(ended.err())
                .singleElement()
                .asString()
                .contains(sentence);
        assertThat(ended.out()).isEmpty();
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
