package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Over the real server: only that reads a body as it arrives.
@DoorsTest
class UploadsApiTest {
    private static final String BOUNDARY = "xyz";
    private static final int MAX_FILE = 1_000_000;

    @LocalServerPort int port;
    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired Jobs jobs;
    @Autowired IngestLibrary ingest;

    @BeforeEach
    void empty() {
        // its documents keep their numbers, whatever is uploaded here
        library.fill();
        library.clear();
    }

    @Test
    void keepsFilesAndStartsTheirImport() throws Exception {
        JsonNode answer =
                json(
                        post(
                                form(
                                        field("kind", "poster"),
                                        file("蛾.md", "# Moths\n\nMoths gather around the lamp."),
                                        file("film.mov", "frames"))),
                        202);

        assertThat(answer.path("files").get(0).path("outcome").asString()).isEqualTo("accepted");
        JsonNode refused = answer.path("files").get(1);
        assertThat(refused.path("outcome").asString()).isEqualTo("refused");
        assertThat(refused.path("reason").asString()).isEqualTo("UNSUPPORTED_TYPE");
        assertThat(refused.path("message").asString()).contains(".mov");
        assertThat(answer.path("job").path("source").asString()).isEqualTo("upload");

        String url = answer.path("files").get(0).path("url").asString();
        assertThat(json(get(url), 200).path("state").asString()).isEqualTo("waiting");
        ingest.run(answer.path("job").path("id").asLong());

        JsonNode upload = json(get(url), 200);
        assertThat(upload.path("state").asString()).isEqualTo("published");
        assertThat(upload.path("name").asString()).isEqualTo("蛾.md");
        assertThat(upload.path("path").asString()).isEqualTo("posters/蛾.md");
        assertThat(upload.path("document").path("title").asString()).isEqualTo("Moths");
        assertThat(upload.path("document").path("category").asString()).isEqualTo("poster");
        library.awaitCaughtUp();
        assertThat(json(get("/documents/search?q=moths"), 200).path("documents")).hasSize(1);
    }

    @Test
    void tellsWhyAFileCouldNotBeRead() throws Exception {
        JsonNode answer = json(post(form(file("broken.pdf", "%PDF-1.7\nnothing"))), 202);
        ingest.run(answer.path("job").path("id").asLong());

        JsonNode upload = json(get(answer.path("files").get(0).path("url").asString()), 200);

        assertThat(upload.path("state").asString()).isEqualTo("skipped");
        assertThat(upload.path("reason").asString()).isEqualTo("BROKEN");
        assertThat(upload.path("message").asString()).startsWith("The file is damaged");
        assertThat(upload.path("document").isNull()).isTrue();
    }

    @Test
    void gathersADatasetWhereverTheFieldsStand() throws Exception {
        JsonNode answer =
                json(
                        post(
                                form(
                                        file("a.txt", "Rain a"),
                                        file("b.txt", "Rain b"),
                                        field("dataset", "../rain/2026"),
                                        field("kind", "dataset"))),
                        202);
        ingest.run(answer.path("job").path("id").asLong());

        JsonNode a = json(get(answer.path("files").get(0).path("url").asString()), 200);
        JsonNode b = json(get(answer.path("files").get(1).path("url").asString()), 200);
        assertThat(a.path("path").asString()).isEqualTo("datasets/2026/a.txt");
        assertThat(a.path("document").path("id")).isEqualTo(b.path("document").path("id"));
    }

    @Test
    void knowsTheSameBytesAgain() throws Exception {
        JsonNode first = json(post(form(file("a.txt", "the same"))), 202);
        JsonNode again = json(post(form(file("b.txt", "the same"))), 202);

        assertThat(again.path("files").get(0).path("outcome").asString()).isEqualTo("known");
        assertThat(again.path("files").get(0).path("id"))
                .isEqualTo(first.path("files").get(0).path("id"));
        assertThat(again.path("job").isNull()).isTrue();
        assertThat(uploads()).hasSize(1);
    }

    @Test
    @Asvs({"2.2.2", "5.2.1"})
    void refusesAFileThatIsTooLargeAndKeepsTheOthers() throws Exception {
        String large = "x".repeat(MAX_FILE + 1);
        JsonNode alone = json(post(form(file("large.txt", large))), 413);
        assertThat(alone.path("detail").asString()).startsWith("The file has 1.0 MB");

        JsonNode both = json(post(form(file("large.txt", large), file("b.txt", "small"))), 202);
        assertThat(both.path("files").get(0).path("reason").asString()).isEqualTo("TOO_LARGE");
        assertThat(both.path("files").get(1).path("outcome").asString()).isEqualTo("accepted");
        assertThat(json(post(form(file("a.txt", "x".repeat(MAX_FILE)))), 202).path("detail"))
                .isEmpty();
    }

    @Test
    void refusesAnEmptyFileAndAFormWithoutOne() throws Exception {
        JsonNode empty = json(post(form(file("empty.pdf", ""))), 400);
        assertThat(empty.path("files").get(0).path("reason").asString()).isEqualTo("EMPTY_FILE");

        assertThat(json(post(form(field("kind", "paper"), file("", ""))), 400).path("detail"))
                .asString()
                .contains("Choose at least one");
        assertThat(json(post(form(field("kind", "book"), file("a.txt", "a"))), 400).path("detail"))
                .asString()
                .contains("kind", "poster");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void keepsNothingOfAnUploadThatBreaksOff() throws Exception {
        byte[] whole = form(file("a.txt", "whole"), file("b.txt", "x".repeat(300_000)));
        long temporary = temporary();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /documents/upload HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + port
                                    + "\r\nContent-Type: multipart/form-data; boundary="
                                    + BOUNDARY
                                    + "\r\nContent-Length: "
                                    + whole.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(whole, 0, whole.length - 100_000);
            out.flush();
            awaitTemporary(temporary + 1);
        }
        awaitTemporary(temporary);

        assertThat(uploads()).isEmpty();
        assertThat(jobs.latest(1)).isEmpty();
        json(post(Arrays.copyOf(whole, whole.length - 100_000)), 400);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void leavesNoTemporaryFile() throws Exception {
        long before = temporary();

        json(post(form(file("a.txt", "a"), file("b.txt", ""), file("c.mov", "c"))), 202);
        json(post(form(field("kind", "book"), file("a.txt", "a"))), 400);

        assertThat(temporary()).isEqualTo(before);
    }

    @Test
    void removesAnUploadWithItsText() throws Exception {
        JsonNode answer = json(post(form(file("m.md", "# Newts\n\nNewts hide in ponds."))), 202);
        ingest.run(answer.path("job").path("id").asLong());
        library.awaitCaughtUp();
        String url = answer.path("files").get(0).path("url").asString();
        assertThat(json(get("/documents/search?q=newts"), 200).path("documents")).hasSize(1);

        assertThat(delete(url).statusCode()).isEqualTo(204);

        library.awaitCaughtUp();
        assertThat(json(get("/documents/search?q=newts"), 200).path("documents")).isEmpty();
        assertThat(get(url).statusCode()).isEqualTo(404);
        assertThat(delete(url).statusCode()).isEqualTo(404);
        ingest.run(jobs.latest(1).getFirst().id());
        assertThat(jobs.latest(1).getFirst().count(Jobs.Outcome.REMOVED)).isEqualTo(1);
        // and comes back under its number
        JsonNode again = json(post(form(file("m.md", "# Newts\n\nNewts hide in ponds."))), 202);
        ingest.run(again.path("job").path("id").asLong());
        library.awaitCaughtUp();
        assertThat(json(get("/documents/search?q=newts"), 200).path("documents")).hasSize(1);
    }

    @Test
    void tellsTheLimitsBefore() throws Exception {
        json(post(form(file("a.txt", "12345"))), 202);

        JsonNode room = json(get("/documents/uploads"), 200).path("room");

        assertThat(room.path("max_file_bytes").asLong()).isEqualTo(MAX_FILE);
        assertThat(room.path("used_bytes").asLong()).isEqualTo(5);
        assertThat(room.path("endings").valueStream().map(JsonNode::asString))
                .contains("pdf", "md");
    }

    @Test
    void leavesSuchABodyUnreadAtEveryOtherAddress() throws Exception {
        long temporary = temporary();
        byte[] body = form(file("a.txt", "x".repeat(200_000)));

        HttpResponse<String> answer = post("/documents/ingest", body, "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(post("/nowhere", body, "Accept", "application/json").statusCode())
                .isEqualTo(404);
        assertThat(temporary()).isEqualTo(temporary);
    }

    @Test
    void takesNothingFromAnotherSite() throws Exception {
        byte[] body = form(file("a.txt", "from elsewhere"));

        assertThat(post("/documents/upload", body, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(post("/documents/upload", body, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void takesFormsOnly() {
        assertThat(mvc.post().uri("/documents/upload").contentType("text/plain").content("a"))
                .hasStatus(415);
        assertThat(mvc.post().uri("/documents/upload")).hasStatus(415);
    }

    private JsonNode uploads() throws Exception {
        return json(get("/documents/uploads"), 200).path("uploads");
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE());
    }

    private HttpResponse<String> post(byte[] form) throws Exception {
        return post("/documents/upload", form, "Accept", "application/json");
    }

    private HttpResponse<String> post(String path, byte[] form, String header, String value)
            throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .header(header, value)
                        .POST(BodyPublishers.ofByteArray(form)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Language", "en");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static byte[] form(byte[]... parts) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            form.write(part);
        }
        form.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static byte[] field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    private static byte[] file(String name, String content) {
        return part("name=\"file\"; filename=\"" + name + "\"", content);
    }

    private static byte[] part(String disposition, String content) {
        return ("--"
                        + BOUNDARY
                        + "\r\nContent-Disposition: form-data; "
                        + disposition
                        + "\r\n\r\n"
                        + content
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitTemporary(long count) throws Exception {
        for (int wait = 0; temporary() != count; wait++) {
            assertThat(wait).as("tenths of a second").isLessThan(100);
            Thread.sleep(100);
        }
    }

    private static long temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name ->
                            List.of("uploads-", "upload-").stream().anyMatch(name::startsWith))
                    .count();
        }
    }
}
