package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The Drive of the tests refuses what Google refuses, whoever asks; here without Google's client.
class FakeDriveTest {
    private static final String SCOPE = "https://www.googleapis.com/auth/drive.readonly";
    private static final String METADATA =
            "https://www.googleapis.com/auth/drive.metadata.readonly";
    private static final String PERSON = "one@university.ac.jp";

    private final FakeDrive fake = new FakeDrive();
    private final DriveWorld world = fake.world();
    private final String mine = world.myDrive(PERSON);
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = signedIn(fake.consent(PERSON, SCOPE));

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void answersTheFieldsThatAreNamedAndRefusesThoseThatAreNone() {
        world.text(mine, "a.txt", "abc");

        JsonObject file =
                get("files?fields=files(name,size)")
                        .getAsJsonArray("files")
                        .get(0)
                        .getAsJsonObject();
        assertThat(file.keySet()).containsExactlyInAnyOrder("name", "size");
        assertThat(file.get("size").getAsJsonPrimitive().isString()).isTrue();
        assertThat(reason("files?fields=files(name,colour)")).isEqualTo("400 invalidParameter");
        assertThat(reason("files?fields=files(name")).isEqualTo("400 invalidParameter");
    }

    @Test
    void refusesParametersThatAMethodDoesNotHave() {
        assertThat(reason("files?supportsTeamdrives=true")).isEqualTo("400 invalidParameter");
        assertThat(reason("files?pageSize=0")).isEqualTo("400 invalidParameter");
        assertThat(reason("files?pageSize=5000")).isEqualTo("400 invalidParameter");
        assertThat(reason("files?orderBy=size")).isEqualTo("400 invalid");
        assertThat(reason("about")).isEqualTo("400 required");
    }

    @Test
    void aPageHasAHundredFilesHoweverManyAreAskedFor() {
        for (int i = 0; i < 150; i++) {
            world.text(mine, "f" + i, "x");
        }

        JsonObject page = get("files?pageSize=1000");
        assertThat(page.getAsJsonArray("files")).hasSize(100);
        assertThat(page.has("nextPageToken")).isTrue();
        assertThat(reason("files?q=trashed%3Dtrue&pageToken=" + text(page, "nextPageToken")))
                .as("a page token with another question")
                .isEqualTo("400 invalid");
    }

    @Test
    void understandsQuestionsAndRefusesWhatIsNone() {
        String folder = world.folder(mine, "it's");
        world.text(folder, "a.txt", "a");
        world.text(folder, "b.txt", "b");

        assertThat(found("'" + folder + "' in parents and not name = 'a.txt'")).isEqualTo(1);
        assertThat(found("name = 'it\\'s' or (name contains '.txt' and trashed = false)"))
                .isEqualTo(3);
        assertThat(reason("files?q=" + encoded("parents has 'x'"))).isEqualTo("400 invalid");
        assertThat(reason("files?q=" + encoded("name = 'a' and"))).isEqualTo("400 invalid");
        assertThat(reason("files?q=" + encoded("'nowhere' in parents"))).isEqualTo("404 notFound");
    }

    private int found(String query) {
        return get("files?q=" + encoded(query)).getAsJsonArray("files").size();
    }

    @Test
    void sharedDrivesAreThereForThoseWhoAskForThemAndAreMembers() {
        String team = world.sharedDrive("Team", PERSON);
        String file = world.text(team, "a.txt", "a");
        String other = world.sharedDrive("Other", "two@university.ac.jp");

        assertThat(get("files").getAsJsonArray("files")).isEmpty();
        assertThat(reason("files/" + file)).isEqualTo("404 notFound");
        assertThat(text(get("files/" + file + "?supportsAllDrives=true"), "id")).isEqualTo(file);
        assertThat(reason("files?corpora=drive")).isEqualTo("400 invalidParameter");
        String both = "&supportsAllDrives=true&includeItemsFromAllDrives=true";
        assertThat(get("files?corpora=drive&driveId=" + team + both).getAsJsonArray("files"))
                .hasSize(1);
        assertThat(reason("files?corpora=drive&driveId=" + other + both)).isEqualTo("404 notFound");
        assertThat(
                        get("files/" + file + "?supportsAllDrives=true&fields=permissions")
                                .has("permissions"))
                .isFalse();
    }

    @Test
    void theLogTellsTheStateOfNowAndOneLogsCursorMeansNothingInAnother() {
        String team = world.sharedDrive("Team", PERSON);
        String own = text(get("changes/startPageToken"), "startPageToken");
        String file = world.text(mine, "a.txt", "a");
        world.rename(file, "b.txt");

        JsonObject page = get("changes?pageToken=" + own + "&fields=*");
        assertThat(page.getAsJsonArray("changes")).hasSize(1);
        assertThat(page.toString()).contains("b.txt").doesNotContain("a.txt");
        assertThat(reason("changes?supportsAllDrives=true&driveId=" + team + "&pageToken=" + own))
                .isEqualTo("400 invalid");
        assertThat(reason("changes")).isEqualTo("400 required");
    }

    @Test
    void bytesAreGivenInPartsAndForTheRightScopeOnly() throws Exception {
        String file = world.text(mine, "a.txt", "0123456789");
        String path = "files/" + file + "?alt=media";

        HttpResponse<String> part = ask(path, "Range", "bytes=4-6");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("456");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 4-6/10");
        assertThat(ask(path, "Range", "bytes=10-").statusCode()).isEqualTo(416);
        String document = world.nativeDocument(mine, "d", WorldItem.DOCUMENT, java.util.Map.of());
        assertThat(reason("files/" + document + "?alt=media")).isEqualTo("403 fileNotDownloadable");
        assertThat(reason("files/" + document + "/export?mimeType=image/png"))
                .isEqualTo("400 badRequest");

        token = signedIn(fake.consent(PERSON, METADATA));
        assertThat(reason(path)).isEqualTo("403 insufficientPermissions");
        assertThat(get("files").getAsJsonArray("files")).hasSize(2);
        token = "ya29.made-up";
        assertThat(reason("files")).isEqualTo("401 authError");
    }

    @Test
    void whoMaySeeAFileIsToldToThoseWhoMayShareIt() {
        String file = world.text(world.myDrive("two@university.ac.jp"), "a.txt", "a");
        world.share(file, WorldPermission.user(PERSON, "reader"));

        assertThat(reason("files/" + file + "/permissions"))
                .isEqualTo("403 insufficientFilePermissions");
        world.share(file, WorldPermission.user(PERSON, "writer"));
        assertThat(get("files/" + file + "/permissions").getAsJsonArray("permissions")).hasSize(2);
    }

    private String signedIn(String refreshToken) {
        String form =
                "grant_type=refresh_token&client_id=client&client_secret=secret&refresh_token="
                        + encoded(refreshToken);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(fake.tokenUrl()))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        return text(JsonParser.parseString(send(request).body()).getAsJsonObject(), "access_token");
    }

    private JsonObject get(String path) {
        HttpResponse<String> response = ask(path, "Accept", "*/*");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private String reason(String path) {
        HttpResponse<String> response = ask(path, "Accept", "*/*");
        return response.statusCode()
                + " "
                + text(
                        JsonParser.parseString(response.body())
                                .getAsJsonObject()
                                .getAsJsonObject("error")
                                .getAsJsonArray("errors")
                                .get(0)
                                .getAsJsonObject(),
                        "reason");
    }

    private HttpResponse<String> ask(String path, String header, String value) {
        return send(
                HttpRequest.newBuilder(URI.create(fake.rootUrl() + "drive/v3/" + path))
                        .header("Authorization", "Bearer " + token)
                        .header(header, value)
                        .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
