package researchpaas.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Reader;
import researchpaas.account.Readers;
import researchpaas.account.Role;
import researchpaas.doors.ActingReader;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.googledrive.FakeDrive;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;
import researchpaas.ingest.googledrive.GoogleDrives;
import researchpaas.ingest.googledrive.WorldPermission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Drives set up, connected, looked at and taken out, through the pages, the API and the earlier
/// system's calls, against a Google Drive of the tests' own.
@DoorsTest
@TestPropertySource(properties = {"doors.library=sources", "spring.test.mockmvc.print=none"})
class SourcesTest {
    private static final String SCOPE = "https://www.googleapis.com/auth/drive.readonly";
    private static final String PROFESSOR = "professor@u.ac.jp";
    private static final FakeDrive FAKE = new FakeDrive();

    @Autowired MockMvcTester mvc;
    @Autowired ActingReader acting;
    @Autowired Accounts accounts;
    @Autowired Readers readers;
    @Autowired Jobs jobs;
    @Autowired IngestLibrary ingest;
    @Autowired DriveConnections connections;
    @Autowired SetUpDrives drives;
    @Autowired SmallLibrary library;
    @Autowired JdbcClient sql;
    private String folder = "";

    @DynamicPropertySource
    static void google(DynamicPropertyRegistry registry) {
        registry.add(
                "research-paas.google-drive.credentials-json",
                () -> FAKE.serviceAccount(GoogleDrives.ACCOUNT));
        registry.add("research-paas.google-drive.client-id", () -> "client");
        registry.add("research-paas.google-drive.client-secret", () -> "secret");
        registry.add("research-paas.google-drive.root-url", FAKE::rootUrl);
        registry.add("research-paas.google-drive.token-url", FAKE::tokenUrl);
        registry.add("research-paas.google-drive.revoke-url", () -> FAKE.rootUrl() + "revoke");
        registry.add(
                "research-paas.secrets.key", () -> "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    }

    @AfterAll
    static void close() {
        FAKE.close();
    }

    @BeforeEach
    void aFolderThatIsShared() {
        String root = FAKE.world().myDrive("owner@u.ac.jp");
        folder = FAKE.world().folder(root, "Department");
        String papers = FAKE.world().folder(folder, "papers");
        FAKE.world().text(papers, "moths.txt", "Moths\n\nMoths gather at lamps in the night.");
        FAKE.world().file(papers, "tool.exe", "application/octet-stream", new byte[] {1, 2});
        FAKE.world().share(folder, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
        FAKE.world().share(folder, WorldPermission.domain("u.ac.jp", true));
    }

    @AfterEach
    void takeAllOut() {
        acting.be(null);
        connections.all().forEach(one -> connections.leave(one.id()));
        drives.finishLeaving();
        drives.finishLeaving();
        FAKE.revokeAll(PROFESSOR);
    }

    // --- folders that are shared with the service account

    @Test
    void followsAFolderOnlyWhenSomebodySaidWhoSeesIt() throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        assertThat(page("/sources/new")).contains(GoogleDrives.ACCOUNT);

        String asked = text(add(folder, ""));
        assertThat(asked).contains("文書を検索できる人を選んでください", folder);
        assertThat(text(add("not a folder", "mirrored"))).contains("「not a folder」はフォルダーではありません");
        String missing = "1" + "x".repeat(30);
        assertThat(text(add(missing, "mirrored"))).contains(missing, "client_email");
        assertThat(connections.all()).isEmpty();

        String address = "https://drive.google.com/drive/u/0/folders/" + folder + "?usp=sharing";
        MvcTestResult added = add(address, "mirrored");
        assertThat(added).hasStatus(302);
        assertThat(connections.all())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.roots())
                            .containsExactly(new DriveConnection.Root(folder, "Department"));
                    assertThat(jobs.latestOf(one.source())).isPresent();
                });
        assertThat(text(add(folder, "mirrored"))).contains("すでに取り込んでいます");
    }

    @Test
    void showsWhatBecameOfEachFileAndWhere() throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        String page = added();
        scan();

        String shown = page(page);
        assertThat(shown)
                .contains("最新", "papers/moths.txt", "papers/tool.exe", "読み込み済み", "対象外")
                .contains("https://drive.google.com/", "ドライブで開く", "再試行")
                .contains("ドライブでそのファイルを見られる人");
        assertThat(page(page + "?state=skipped"))
                .contains("papers/tool.exe", "exe")
                .doesNotContain("papers/moths.txt");
        assertThat(page(page + "?state=failed")).contains("該当するファイルはありません");
        assertThat(english(page)).contains("Up to date", "Try again", "cannot be read");
        assertThat(page("/sources")).contains("学科のフォルダー", "最新");

        JsonNode files = json("/api/v1" + page + "/files?state=skipped");
        assertThat(files.path("total").asLong()).isEqualTo(1);
        JsonNode skipped = files.path("files").path(0);
        assertThat(skipped.path("reason").asString()).isEqualTo("UNSUPPORTED_TYPE");
        assertThat(skipped.path("audience").asString()).isEqualTo("somebody");
        assertThat(skipped.path("link").asString()).startsWith("https://");
        assertThat(mvc.post().uri(page + "/files/" + skipped.path("id").asLong() + "/try-again"))
                .hasStatus(302);
        assertThat(json("/api/v1" + page).path("files").path("failed").asLong()).isEqualTo(1);
        scan();
        assertThat(json("/api/v1" + page).path("files").path("skipped").asLong()).isEqualTo(1);
        assertThat(json("/health").path("google_apis").path("status").asString())
                .isEqualTo("healthy");
    }

    @Test
    void saysWhatHelpsWhenAFolderIsNoLongerShared() throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        String page = added();
        scan();
        FAKE.world().unshare(folder, GoogleDrives.ACCOUNT);
        assertThat(mvc.post().uri(page + "/scan")).hasStatus(302);
        scan();

        assertThat(page(page)).contains("確認が必要", folder, "client_email");
        assertThat(english(page)).contains("Needs attention", "Share it, as viewer");
        JsonNode health = json("/health");
        assertThat(health.path("google_apis").path("status").asString()).isEqualTo("down");
        assertThat(health.path("google_apis").path("reason").path("message").asString())
                .contains(folder);
        acting.be(Reader.nobody());
        assertThat(json("/health").has("google_apis")).isFalse();
    }

    /// What Google says, and what a person reads in both languages.
    @ParameterizedTest
    @MethodSource("troubles")
    void saysWhatHelpsWhenGoogleRefuses(Fault fault, String japanese, String english)
            throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        String page = added();
        scan();
        Call call = fault == Fault.INVALID_GRANT ? Call.TOKEN : Call.CHANGES_LIST;
        FAKE.expireAccessTokens();
        FAKE.faults().always(call, fault);
        try {
            assertThat(mvc.post().uri(page + "/scan")).hasStatus(302);
            scan();

            assertThat(page(page)).contains(japanese);
            assertThat(english(page)).contains(english);
            assertThat(
                            json("/health")
                                    .path("google_apis")
                                    .path("reason")
                                    .path("message")
                                    .asString())
                    .isNotBlank();
            assertThat(isFound()).as("what was read is still found").isTrue();
        } finally {
            FAKE.faults().clear();
        }
        assertThat(mvc.post().uri(page + "/scan")).hasStatus(302);
        scan();
        assertThat(page(page)).as("all is well again").doesNotContain(japanese);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(
                        Fault.NOT_ENABLED,
                        "123456 で Google Drive API が有効になっていません",
                        "The Google Drive API is not switched on in the Google Cloud project 123456"),
                Arguments.of(Fault.DAILY_LIMIT, "利用枠を使い切りました", "ask for a higher quota"),
                Arguments.of(Fault.INVALID_GRANT, "鍵を作り直してください", "Google does not accept the key"));
    }

    @Test
    void saysThatAConsentGivenInTestingEndsAfterSevenDays() throws Exception {
        acting.be(person(PROFESSOR, Role.FACULTY));
        String page = connectedAndScanned();
        FAKE.revokeAll(PROFESSOR);
        sql.sql("update drive_connections set consented_at = consented_at - :week")
                .param("week", Duration.ofDays(7).toMillis())
                .update();
        assertThat(mvc.post().uri(page + "/scan")).hasStatus(302);
        scan();

        assertThat(page(page)).contains("「テスト」の間、許可は 7 日で切れます");
        assertThat(english(page)).contains("in testing, it lasts seven days");
    }

    @Test
    void takesASourceOutAtOnce() throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        String page = added();
        scan();
        assertThat(isFound()).isTrue();

        assertThat(page(page + "/remove")).contains("削除しますか");
        assertThat(mvc.post().uri(page + "/remove")).hasStatus(302);

        assertThat(isFound()).isFalse();
        assertThat(page("/sources")).contains("削除中");
        drives.finishLeaving();
        assertThat(connections.all()).isEmpty();
        assertThat(mvc.get().uri(page).accept(MediaType.TEXT_HTML)).hasStatus(404);
    }

    // --- one's own drive

    @Test
    void connectsAPersonsDriveAndFollowsItOnlyWhenAllIsChosen() throws Exception {
        acting.be(person(PROFESSOR, Role.FACULTY));
        String own = FAKE.world().folder(FAKE.world().myDrive(PROFESSOR), "Mine");
        FAKE.world().text(own, "lamps.txt", "Lamps\n\nLamps in the night.");
        assertThat(page("/sources")).contains("/sources/connect");

        String edit = connect(PROFESSOR, SCOPE);

        assertThat(edit).endsWith("/edit?said=CONNECTED");
        DriveConnection connection = connections.all().getFirst();
        assertThat(connection.isFollowed()).isFalse();
        assertThat(page(edit)).contains("続けて、取り込むフォルダー").doesNotContain(GoogleDrives.ACCOUNT);
        assertThat(page("/sources")).contains("設定の途中");
        String action = edit.replaceAll("\\?.*", "");
        assertThat(
                        mvc.post()
                                .uri(action)
                                .param("label", "教授のドライブ")
                                .param("folders", own)
                                .param("visible", "fixed")
                                .param("people", PROFESSOR))
                .hasStatus(302);
        scan();
        assertThat(page(action.replace("/edit", ""))).contains("lamps.txt", "user:" + PROFESSOR);

        acting.be(person("other@u.ac.jp", Role.FACULTY));
        assertThat(page("/sources")).doesNotContain("教授のドライブ");
        for (String path : new String[] {"", "/edit", "/remove", "/latest"}) {
            assertThat(
                            mvc.get()
                                    .uri(action.replace("/edit", "") + path)
                                    .accept(MediaType.TEXT_HTML))
                    .as(path)
                    .hasStatus(404);
        }
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        assertThat(page("/sources")).contains("教授のドライブ");
        assertThat(mvc.get().uri(action).accept(MediaType.TEXT_HTML))
                .as("another's folders are not an administrator's to choose")
                .hasStatus(404);
        acting.be(person("student@u.ac.jp", Role.STUDENT));
        assertThat(mvc.get().uri("/sources").accept(MediaType.TEXT_HTML)).hasStatus(404);
    }

    @Test
    void asksToConnectAgainWhenTheConsentIsTakenBack() throws Exception {
        acting.be(person(PROFESSOR, Role.FACULTY));
        String page = connectedAndScanned();
        FAKE.revokeAll(PROFESSOR);
        assertThat(mvc.post().uri(page + "/scan")).hasStatus(302);
        scan();

        assertThat(page(page)).contains("再接続が必要", "失われたものはありません", "lamps.txt");
        assertThat(english(page)).contains("Connect again", "Nothing is lost");

        assertThat(connectTo(page, "somebody@else.jp", SCOPE)).contains("別の Google アカウント");
        assertThat(connectTo(page, PROFESSOR, SCOPE)).endsWith(page + "?said=RECONNECTED");
        scan();
        assertThat(page(page)).contains("最新");

        assertThat(FAKE.hasConsent(PROFESSOR)).isTrue();
        assertThat(mvc.post().uri(page + "/remove")).hasStatus(302);
        assertThat(FAKE.hasConsent(PROFESSOR)).as("revoked at Google, too").isFalse();
    }

    @Test
    void takesNoAnswerThatBelongsToNobodysQuestion() throws Exception {
        acting.be(person(PROFESSOR, Role.FACULTY));
        Map<String, String> asked = asked("/sources/connect");
        String code =
                FAKE.agree(
                        PROFESSOR, asked.get("code_challenge"), asked.get("redirect_uri"), SCOPE);

        acting.be(person("other@u.ac.jp", Role.FACULTY));
        assertThat(back(asked.get("state"), code)).as("another person's").contains("対応する依頼が見つからない");
        acting.be(person(PROFESSOR, Role.FACULTY));
        assertThat(back(asked.get("state"), code)).as("used up").contains("対応する依頼が見つからない");
        assertThat(back("made-up", code)).contains("対応する依頼が見つからない");

        assertThat(back(asked("/sources/connect").get("state"), null)).contains("同意されなかった");
        assertThat(back(asked("/sources/connect").get("state"), "made-up")).contains("受け付けませんでした");
        assertThat(connect(PROFESSOR, "openid")).contains("チェックが入っていません");
        assertThat(connections.all()).isEmpty();
    }

    @Test
    void asksGoogleForReadingOnlyAndWithAProofThatNobodyElseHas() throws Exception {
        acting.be(person(PROFESSOR, Role.FACULTY));

        Map<String, String> asked = asked("/sources/connect");

        assertThat(asked)
                .containsEntry("scope", SCOPE)
                .containsEntry("access_type", "offline")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://localhost/sources/consent");
        assertThat(asked.get("state")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(asked("/sources/connect").get("state")).isNotEqualTo(asked.get("state"));
    }

    // --- the earlier system's calls

    @Test
    void theEarlierCallsKeepTheirShapes() throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        assertThat(json("/api/google-drive/status").toString())
                .startsWith("{\"enabled\":false,\"message\":\"");
        assertThat(json("/api/drive/folders").path("folders").toString())
                .contains("\"id\":\"" + folder + "\",\"name\":\"Department\",\"parents\":[");

        JsonNode set = posted("/api/drive/set-folder", "{\"folder_ids\": [\"" + folder + "\"]}");
        assertThat(set.path("success").asBoolean()).isTrue();
        assertThat(set.path("folder_ids").path(0).asString()).isEqualTo(folder);
        assertThat(set.path("primary_folder_id").asString()).isEqualTo(folder);
        scan();

        JsonNode status = json("/api/google-drive/status");
        assertThat(status.path("enabled").asBoolean()).isTrue();
        assertThat(status.path("file_count").asLong()).isEqualTo(1);
        assertThat(status.path("folders").path(0).path("name").asString()).isEqualTo("Department");
        assertThat(status.path("configured_folder_ids").path(0).asString()).isEqualTo(folder);
        assertThat(status.path("selected_folders").path(0).path("id").asString()).isEqualTo(folder);

        JsonNode synced = posted("/api/sync/google-drive", "{\"folder_type\": \"all\"}");
        assertThat(synced.path("success").asBoolean()).isTrue();
        assertThat(synced.path("message").asString()).isNotBlank();
        assertThat(synced.path("files_processed").isInt()).isTrue();
        assertThat(synced.path("errors").isArray()).isTrue();
        assertThat(post("/api/sync/google-drive", "{\"folder_type\": \"videos\"}")).hasStatus(400);
        assertThat(post("/api/sync/google-drive", "{\"folder_ids\": [\"other\"]}")).hasStatus(400);
        String again = FAKE.world().folder(folder, "sub");
        JsonNode changed = posted("/api/drive/set-folder", "{\"folder_ids\": [\"" + again + "\"]}");
        assertThat(changed.path("primary_folder_id").asString()).isEqualTo(again);
        assertThat(connections.all()).hasSize(1);
    }

    @Test
    void aSourceIsSetUpChangedAndTakenOutByTheApi() throws Exception {
        acting.be(person("admin@u.ac.jp", Role.ADMIN));
        assertThat(mvc.post().uri("/api/v1/sources").param("label", "a").param("folder", folder))
                .hasStatus(400);
        MvcTestResult added =
                mvc.post()
                        .uri("/api/v1/sources")
                        .param("label", "a")
                        .param("folder", folder)
                        .param("visible_to", "u.ac.jp, role:student")
                        .exchange();
        assertThat(added).hasStatus(201);
        JsonNode source = JsonMapper.shared().readTree(text(added));
        assertThat(source.path("visible_to").toString())
                .isEqualTo("[\"domain:u.ac.jp\",\"role:student\"]");
        String url = source.path("url").asString();
        assertThat(
                        mvc.put()
                                .uri(url)
                                .param("label", "b")
                                .param("folder", folder)
                                .param("visible_to", "mirror")
                                .param("otherwise_visible_to", "role:wizard"))
                .hasStatus(400)
                .bodyText()
                .contains("role:wizard");
        assertThat(
                        mvc.put()
                                .uri(url)
                                .param("label", "b")
                                .param("folder", folder)
                                .param("visible_to", "mirror"))
                .hasStatus(200);
        assertThat(json(url).path("label").asString()).isEqualTo("b");
        assertThat(mvc.delete().uri(url)).hasStatus(204);
        assertThat(json(url).path("standing").asString()).isEqualTo("leaving");
    }

    // ---

    private String added() throws Exception {
        MvcTestResult added = add(folder, "mirrored");
        assertThat(added).hasStatus(302);
        return location(added).replaceAll("\\?.*", "");
    }

    private MvcTestResult add(String folders, String visible) {
        return mvc.post()
                .uri("/sources/new")
                .locale(Locale.JAPANESE)
                .param("label", "学科のフォルダー")
                .param("folders", folders)
                .param("visible", visible)
                .exchange();
    }

    private String connectedAndScanned() throws Exception {
        String own = FAKE.world().folder(FAKE.world().myDrive(PROFESSOR), "Mine");
        FAKE.world().text(own, "lamps.txt", "Lamps\n\nLamps in the night.");
        String action = connect(PROFESSOR, SCOPE).replaceAll("\\?.*", "");
        mvc.post()
                .uri(action)
                .param("label", "Mine")
                .param("folders", own)
                .param("visible", "mirrored")
                .exchange();
        scan();
        return action.replace("/edit", "");
    }

    /// To Google and back.
    private String connect(String user, String... scopes) throws Exception {
        return answered(asked("/sources/connect"), user, scopes);
    }

    private String connectTo(String page, String user, String... scopes) throws Exception {
        return answered(
                asked("/sources/connect?source=" + page.replaceAll("\\D", "")), user, scopes);
    }

    private String answered(Map<String, String> asked, String user, String... scopes)
            throws Exception {
        String code =
                FAKE.agree(user, asked.get("code_challenge"), asked.get("redirect_uri"), scopes);
        return back(asked.get("state"), code);
    }

    /// @return where it leads, or what the page says
    private String back(String state, @Nullable String code) throws Exception {
        var request =
                mvc.get()
                        .uri("/sources/consent")
                        .accept(MediaType.TEXT_HTML)
                        .locale(Locale.JAPANESE)
                        .param("state", state);
        if (code != null) {
            request.param("code", code);
        }
        MvcTestResult answer = request.exchange();
        return answer.getResponse().getStatus() == 302 ? location(answer) : text(answer);
    }

    private Map<String, String> asked(String path) {
        MvcTestResult sent = mvc.get().uri(path).accept(MediaType.TEXT_HTML).exchange();
        assertThat(sent).hasStatus(302);
        URI to = URI.create(location(sent));
        assertThat(to.getHost()).isEqualTo("accounts.google.com");
        return Stream.of(to.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String location(MvcTestResult result) {
        return Optional.ofNullable(result.getResponse().getHeader("Location")).orElse("");
    }

    /// Every job that waits.
    private void scan() {
        jobs.latestOfEach().stream()
                .filter(Job::isActive)
                .filter(job -> job.source().startsWith("drive:"))
                .forEach(job -> ingest.run(job.id()));
        library.awaitCaughtUp();
    }

    private boolean isFound() throws Exception {
        Reader before = acting.reader();
        acting.be(Reader.local());
        try {
            return !json("/documents/search?q=moths&mode=words").path("documents").isEmpty();
        } finally {
            acting.be(before);
        }
    }

    private Reader person(String address, Role role) {
        Address of = new Address(address);
        return readers.of(accounts.find(of).or(() -> accounts.add(of, role)).orElseThrow());
    }

    private String page(String path) throws Exception {
        MvcTestResult result =
                mvc.get().uri(path).accept(MediaType.TEXT_HTML).locale(Locale.JAPANESE).exchange();
        assertThat(result).hasStatusOk();
        return text(result);
    }

    private String english(String path) throws Exception {
        return text(
                mvc.get().uri(path).accept(MediaType.TEXT_HTML).locale(Locale.ENGLISH).exchange());
    }

    private JsonNode json(String path) throws Exception {
        MvcTestResult result = mvc.get().uri(path).accept(MediaType.APPLICATION_JSON).exchange();
        return JsonMapper.shared().readTree(text(result));
    }

    private MvcTestResult post(String path, String body) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private JsonNode posted(String path, String body) throws Exception {
        MvcTestResult result = post(path, body);
        assertThat(result).hasStatusOk();
        return JsonMapper.shared().readTree(text(result));
    }

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
