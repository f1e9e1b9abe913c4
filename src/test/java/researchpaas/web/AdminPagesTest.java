package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Role;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.ModelUse;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Subject;
import researchpaas.credential.RotateTokens;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallDepartment;
import researchpaas.doors.SmallLibrary;

@DoorsTest
class AdminPagesTest {
    private static final Pattern SECRET = Pattern.compile("rpk_\\d+_[A-Za-z0-9_-]{43}");

    @Autowired MockMvcTester mvc;
    @Autowired SmallDepartment department;
    @Autowired RotateTokens tokens;
    @Autowired AuditLog audit;
    @Autowired SmallLibrary library;
    @Autowired ModelUse use;
    @Autowired LanguageModels models;

    private Account admin;
    private Account professor;
    private Account student;

    @BeforeEach
    void gather() {
        library.fill();
        department.clear();
        admin = department.admin();
        professor = department.professor();
        student = department.student();
        department.be(admin);
    }

    @AfterEach
    void part() {
        department.clear();
        use.forget(models.today().plusDays(1));
    }

    @Test
    void listsPeopleAndFindsThemByNameOrAddress() throws Exception {
        department.add("mallory@u.ac.jp", SmallDepartment.HOSTILE, Role.GUEST);
        department.add("awaited@u.ac.jp", null, Role.ADMIN);

        assertThat(page("/admin/people"))
                .contains("5人", "山田 花子", "kenji@u.ac.jp", "学生", "awaited@u.ac.jp")
                .contains("&lt;b&gt;Mallory&lt;/b&gt;")
                .doesNotContain("<b>Mallory");
        assertThat(page("/admin/people?q=健二"))
                .contains("1人", "kenji@u.ac.jp")
                .doesNotContain("ada@u.ac.jp");
        assertThat(page("/admin/people?q=ADA@")).contains("1人", "Ada Moreau");
        assertThat(page("/admin/people?q=%25")).contains("当てはまる人はいません");
    }

    @Test
    void turnsPagesOfPeople() throws Exception {
        for (int number = 100; number < 160; number++) {
            department.add("s" + number + "@u.ac.jp", null, Role.STUDENT);
        }

        String first = page("/admin/people?q=s1");
        Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(first).contains("60人", "s149@").doesNotContain("s150@");
        assertThat(page(next.group(1).replace("&amp;", "&")))
                .contains("s150@", "s159@", "最初へ")
                .doesNotContain("s149@", "rel=\"next\"");
    }

    @Test
    @Asvs("8.2.1")
    void changesARoleAndRecordsIt() throws Exception {
        assertThat(page(person(student)))
                .contains("ada@u.ac.jp", "設定による", person(student) + "/sees");

        assertThat(post(person(student) + "/role", "role", "FACULTY"))
                .hasStatus(302)
                .hasHeader("Location", person(student) + "?said=ROLE");

        assertThat(page(person(student) + "?said=ROLE")).contains("役割を変更しました", "管理者が指定", "教員");
        assertThat(department.recorded("ROLE_CHANGED", "OK")).isEqualTo(1);

        post(person(student) + "/role", "role", "");
        assertThat(page(person(student))).contains("設定による");
        assertThat(post(person(student) + "/role", "role", "EMPEROR")).hasStatus(404);
    }

    @Test
    void refusesToTouchOneselfAndTheLastAdministratorInAWholeSentence() throws Exception {
        assertThat(page(person(admin)))
                .contains("あなた自身です")
                .doesNotContain(person(admin) + "/suspend");
        MvcTestResult oneself = post(person(admin) + "/role", "role", "GUEST");
        assertThat(oneself).hasStatus(409);
        assertThat(text(oneself)).contains("自分の役割の変更", "<h1");

        department.be(admin);
        Account deputy = department.add("deputy@u.ac.jp", "Deputy", Role.ADMIN);
        assertThat(post(person(deputy) + "/suspend")).hasStatus(302);
        assertThat(department.now(admin).administers()).isTrue();
        assertThat(department.recorded("ROLE_CHANGED", "REFUSED")).isEqualTo(1);
    }

    @Test
    void asksBeforeItSuspendsAndLetsInAgain() throws Exception {
        tokens.issue(professor.id(), "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        assertThat(page(person(professor))).contains("Firefox · Linux");

        assertThat(page(person(professor) + "/suspend"))
                .contains("佐藤 健二 さんの利用を停止しますか", "データは何も削除されません");
        assertThat(department.now(professor).suspended()).isFalse();

        post(person(professor) + "/suspend");
        assertThat(department.now(professor).suspended()).isTrue();
        assertThat(page(person(professor) + "?said=SUSPENDED"))
                .contains("停止中", "セッションはありません", person(professor) + "/resume");

        assertThat(page(person(professor))).contains(person(professor) + "/release");
        assertThat(page(person(professor) + "/release")).contains("アドレスを空けますか");
        assertThat(post(person(professor) + "/release"))
                .hasHeader("Location", person(professor) + "?said=RELEASED");
        assertThat(page(person(professor))).contains("released-" + professor.id());

        assertThat(page(person(professor) + "/resume")).contains("利用を再開しますか");
        post(person(professor) + "/resume");
        assertThat(department.now(professor).suspended()).isFalse();
        assertThat(mvc.get().uri("/admin/people/999999/suspend").accept("text/html"))
                .hasStatus(404);
    }

    @Test
    @Asvs({"7.4.5", "7.5.2"})
    void endsOneSessionOrAllOfAPerson() throws Exception {
        String reference = tokens.issue(professor.id(), "curl/8").family().id().value();
        tokens.issue(professor.id(), "python-requests/2");

        assertThat(page("/admin/sessions")).contains("curl/8", "python-requests/2", "佐藤 健二");
        assertThat(post("/admin/sessions/" + reference + "/end"))
                .hasHeader("Location", "/admin/sessions?said=SESSION_ENDED");
        assertThat(page("/admin/sessions")).doesNotContain("curl/8");
        assertThat(post("/admin/sessions/" + reference + "/end")).hasStatus(404);

        assertThat(page(person(professor) + "/sign-out")).contains("ログアウトさせますか");
        post(person(professor) + "/sign-out");
        assertThat(page("/admin/sessions")).contains("セッションはありません");
        assertThat(department.recorded("SESSION_ENDED", "OK")).isEqualTo(1);
        assertThat(department.recorded("SESSIONS_ENDED", "OK")).isEqualTo(1);
    }

    @Test
    @Asvs("7.5.2")
    void everybodySeesAndEndsTheirOwnSessionsOnly() throws Exception {
        String other = tokens.issue(professor.id(), "curl/8").family().id().value();
        String own = tokens.issue(student.id(), "wget/1").family().id().value();
        department.be(student);

        assertThat(page("/account")).contains("wget/1", "Ada Moreau").doesNotContain("curl/8");
        assertThat(post("/account/sessions/" + other + "/end")).hasStatus(404);
        assertThat(post("/account/sessions/" + own + "/end")).hasStatus(302);
        assertThat(page("/account")).doesNotContain("wget/1");

        tokens.issue(student.id(), "wget/2");
        assertThat(page("/account/sign-out")).contains("すべての端末からログアウトしますか");
        assertThat(post("/account/sign-out")).hasHeader("Location", "/sign-in?signed-out");
        assertThat(page("/account")).doesNotContain("wget/2");
        assertThat(page("/sign-in?signed-out=")).contains("ログアウトしました");
        assertThat(tokens.of(professor.id())).hasSize(1);
    }

    @Test
    void showsANewKeyOnceAndRevokesItAfterAsking() throws Exception {
        department.be(student);
        MvcTestResult made = makeKey("夜間の取り込み", "SEARCH", "90");
        assertThat(made).hasStatusOk().hasHeader("Cache-Control", "no-store");
        Matcher secret = SECRET.matcher(text(made));
        assertThat(secret.find()).isTrue();

        String account = page("/account");
        assertThat(account).contains("夜間の取り込み", "有効").doesNotContain(secret.group());
        assertThat(account).doesNotContainPattern(SECRET);
        Matcher revoke = Pattern.compile("href=\"(/account/keys/\\d+/revoke)\"").matcher(account);
        assertThat(revoke.find()).isTrue();

        assertThat(page(revoke.group(1))).contains("「夜間の取り込み」を取り消しますか");
        department.be(professor);
        assertThat(mvc.get().uri(revoke.group(1)).accept("text/html")).hasStatus(404);
        assertThat(post(revoke.group(1))).hasStatus(404);
        department.be(student);
        assertThat(page("/account")).contains("有効");
        assertThat(post(revoke.group(1))).hasHeader("Location", "/account?said=KEY_REVOKED");
        assertThat(page("/account")).contains("取り消し済み");
    }

    @Test
    void anAdministratorSeesAndRevokesEverybodysKeys() throws Exception {
        department.be(student);
        makeKey("old script", "SEARCH", "7");
        department.be(admin);

        String keys = page("/admin/keys");
        Matcher revoke = Pattern.compile("href=\"(/admin/keys/\\d+/revoke)\"").matcher(keys);
        assertThat(revoke.find()).isTrue();
        assertThat(keys).contains("old script", "Ada Moreau");
        assertThat(page(person(student))).contains("old script");
        assertThat(page(revoke.group(1))).contains("「old script」を取り消しますか");
        assertThat(post(revoke.group(1))).hasHeader("Location", "/admin/keys?said=KEY_REVOKED");
        assertThat(department.recorded("KEY_REVOKED", "OK")).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAKeyThatIsAskedFor() throws Exception {
        department.be(student);
        assertThat(page("/account")).contains("value=\"SEARCH\"").doesNotContain("value=\"ADMIN\"");

        assertThat(text(makeKey(" ", "SEARCH", "90"))).contains("100 文字以内の名前");
        assertThat(text(makeKey("a", "NOTHING", "90"))).contains("一つ以上選んで");
        assertThat(text(makeKey("a", "ADMIN", "90"))).contains("あなた自身にできないこと");
        assertThat(text(makeKey("a", "SEARCH", "100000"))).contains("有効期間を選んで");
        assertThat(makeKey("a", "ADMIN", "90")).hasStatus(400);
        assertThat(text(makeKey("\"><script>alert(1)</script>", "ADMIN", "90")))
                .doesNotContain("<script>alert");
        assertThat(page("/account")).contains("API キーはありません");
    }

    @Test
    @Asvs("16.2.1")
    void narrowsTheAuditLogAndTurnsItsPages() throws Exception {
        for (int number = 0; number < 60; number++) {
            audit.record(
                    AuditEvent.done(
                                    AuditAction.EXPORTED,
                                    new Actor(professor.id().value(), Means.KEY),
                                    Subject.the(Subject.Kind.AUDIT))
                            .with("number", "n" + number + "n"));
        }
        audit.record(
                AuditEvent.refused(
                                AuditAction.SIGN_IN_REFUSED,
                                Actor.nobody(),
                                Subject.account(student.id().value()))
                        .with("why", "<img src=x>"));

        assertThat(page("/admin/audit"))
                .contains("ログインの拒否", "n59n", "&lt;img src=x&gt;", "Ada Moreau")
                .doesNotContain("<img src=x", ">n9n<");
        Matcher older =
                Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                        .matcher(page("/admin/audit?action=EXPORTED"));
        assertThat(older.find()).isTrue();
        assertThat(page(older.group(1).replace("&amp;", "&")))
                .contains(">n0n<", ">n9n<", "action=EXPORTED")
                .doesNotContain(">n10n<");
        assertThat(page("/admin/audit?outcome=REFUSED")).contains("ログインの拒否").doesNotContain("n59n");
        assertThat(page("/admin/audit?person=ada@u.ac.jp"))
                .contains("ログインの拒否", "person=" + student.id())
                .doesNotContain("n59n");
        assertThat(page("/admin/audit?person=x%3Cy@u.ac.jp"))
                .contains("アドレス x&lt;y@u.ac.jp の利用者はいません");
        assertThat(page("/admin/audit?from=2026-04-02")).contains("当てはまる記録はありません");
        assertThat(page("/admin/audit?from=2026-04-01&to=2026-04-01"))
                .contains("ログインの拒否", "from=2026-03-31T15%3A00%3A00Z");
        assertThat(page("/admin/audit?action=%3Cscript%3E&from=x&to=+999999999-12-31&before=-1"))
                .contains("ログインの拒否")
                .doesNotContain("<script>");
    }

    @Test
    void showsWhatLanguageModelsUsedByDayAndAccount() throws Exception {
        assertThat(page("/admin/use"))
                .contains("言語モデルは設定されていません", "この期間の利用はありません")
                .doesNotContain("<table");

        LocalDate today = models.today();
        used(today, student.id(), "gemini-<b>", 250_000, 1_000_000L);
        used(today, student.id(), "other", 20_000, null);
        used(today, new AccountId(987_654), "other", 10, 1L);
        used(today.minusDays(3), professor.id(), "other", 7, 0L);
        used(today.minusDays(31), professor.id(), "forgotten", 8, 0L);

        assertThat(page("/admin/use?lang=en"))
                .containsSubsequence(
                        today.toString(),
                        "href=\"" + person(student) + "\"",
                        "gemini-&lt;b&gt;",
                        "249,995",
                        "0.0010 USD",
                        "30,000",
                        "price not set",
                        "account 987654, which is no more",
                        today.minusDays(3).toString(),
                        "href=\"" + person(professor) + "\"")
                .contains("270,010 of 3,000,000 tokens, 2,729,990 left")
                .contains("Requests: 4. Tokens: 269,997 read, 20 written.")
                .contains("and 1 unpriced")
                .doesNotContain("gemini-<b>", "forgotten", today.minusDays(31).toString());
    }

    @Test
    void turnsThePagesOfWhatWasUsedAndTellsWholeDaysOnEach() throws Exception {
        LocalDate today = models.today();
        for (int number = 1; number <= 60; number++) {
            used(today, new AccountId(900_000 + number), "m", 1_000, 0L);
        }

        String first = page("/admin/use");
        assertThat(first)
                .contains("59,700", "900050", "rel=\"next\" href=\"/admin/use?offset=50\"")
                .doesNotContain("900051");
        assertThat(page("/admin/use?offset=50"))
                .contains("59,700", "900051", "900060", "rel=\"prev\"")
                .doesNotContain("900050");
        assertThat(page("/admin/use?offset=%3Cscript%3E")).contains("900001");
    }

    @Test
    @Asvs("8.2.2")
    void everybodySeesTheirOwnUseAloneAndFindsItByTheApi() throws Exception {
        LocalDate today = models.today();
        used(today, student.id(), "mine", 1_234, 5_000_000L);
        used(today, professor.id(), "others", 4_321, 5_000_000L);
        department.be(student);

        assertThat(page("/account"))
                .contains("言語モデルの利用量", "mine", "1,229", today.toString())
                .doesNotContain("others", "4,316");
        assertThat(mvc.get().uri("/admin/use").accept("text/html")).hasStatus(403);
        assertThat(mvc.get().uri("/api/v1/model-use")).hasStatus(403);
        assertThat(mvc.get().uri("/api/v1/me/model-use?days=2"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"from": "%s", "until": "%s", "currency": "USD",
                         "today": {"tokens": 1234, "limit": 300000, "left": 298766},
                         "lines": [{"account": %s, "model": "mine", "input_tokens": 1229, "output_tokens": 3, "thinking_tokens": 2, "cost": 0.005}]}
                        """
                                .formatted(today.minusDays(1), today, student.id()));
    }

    private void used(
            LocalDate day, AccountId account, String model, long tokens, @Nullable Long nanos) {
        use.add(
                new ModelUse.Entry(
                        day,
                        account,
                        "scripted",
                        model,
                        new LanguageModel.Usage(tokens - 5, 3, 2),
                        false,
                        false,
                        nanos));
    }

    @Test
    @Asvs("16.3.2")
    void recordsWhatSomebodyMayNotAndWhatGoesInAndOut() throws Exception {
        department.be(student);
        assertThat(mvc.get().uri("/admin/people/7").accept("text/html")).hasStatus(403);
        assertThat(department.recorded("ACCESS_REFUSED", "REFUSED")).isEqualTo(1);

        assertThat(
                        mvc.post()
                                .uri("/documents/upload")
                                .contentType("multipart/form-data; boundary=xyz")
                                .content(
                                        "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nmoths\r\n--xyz--\r\n"))
                .hasStatus(202);
        department.be(admin);
        assertThat(post("/jobs")).hasStatus(302);

        assertThat(department.recorded("UPLOADED", "OK")).isEqualTo(1);
        assertThat(department.recorded("SYNC_STARTED", "OK")).isPositive();
        assertThat(page("/admin/audit"))
                .contains("GET /admin/people/{id", "必要な権限", "アップロード", "取り込みの開始")
                .doesNotContain("a.txt", "people/7\"");
    }

    @Test
    void saysInTheHeadWhoIsSignedInAndShowsOnlyWhatOneMay() throws Exception {
        department.be(student);
        assertThat(page("/"))
                .contains("Ada Moreau", "学生", "action=\"/auth/logout\"", "href=\"/upload\"")
                .doesNotContain("href=\"/admin/people\"", "href=\"/jobs\"", "ログインなしで");

        department.be(admin);
        assertThat(page("/")).contains("href=\"/admin/people\"", "href=\"/jobs\"");

        department.clear();
        assertThat(page("/"))
                .contains("ログインなしで動いています", "href=\"/admin/people\"")
                .doesNotContain("/auth/logout");
        assertThat(page("/account")).contains("アカウントはありません");
    }

    @Test
    void anAccountThatIsSuspendedMeanwhileIsSentToSignIn() {
        department.be(student);
        assertThat(mvc.get().uri("/account").accept("text/html")).hasStatusOk();
        department.be(admin);
        post(person(student) + "/suspend");

        department.be(student);
        assertThat(mvc.get().uri("/account").accept("text/html"))
                .hasStatus(302)
                .hasHeader("Location", "/sign-in?return=%2Faccount");
    }

    @Test
    void isCompleteInBothLanguagesAndNamesEveryField() throws Exception {
        tokens.issue(admin.id(), "curl/8");
        makeKey("mine", "SEARCH", "7");
        used(models.today(), admin.id(), "m", 1_000, null);
        used(models.today(), professor.id(), "m", 1_000, 7L);
        List<String> addresses =
                List.of(
                        "/admin/people",
                        person(student),
                        person(student) + "/suspend",
                        person(student) + "/sign-out",
                        person(student) + "/release",
                        "/admin/sessions",
                        "/admin/keys",
                        "/admin/audit",
                        "/admin/use",
                        "/account",
                        "/account/sign-out",
                        "/sign-in");
        for (String address : addresses) {
            for (String language : List.of("ja", "en")) {
                String page = page(address + "?lang=" + language);
                assertThat(page)
                        .as(address + " " + language)
                        .doesNotContain("??", "style=")
                        .doesNotContainPattern("(?i)\\son(click|load|submit)=")
                        .containsOnlyOnce("<h1");
                assertThat(count(page, "<table")).as(address).isEqualTo(count(page, "<caption"));
                Matcher field = Pattern.compile("<(?:input|select)[^>]*>").matcher(page);
                while (field.find()) {
                    assertThat(field.group().contains("hidden") || inLabel(page, field.start()))
                            .as(address + " " + field.group())
                            .isTrue();
                }
            }
        }
    }

    private static int count(String page, String what) {
        return page.split(Pattern.quote(what), -1).length - 1;
    }

    private static boolean inLabel(String page, int at) {
        return page.lastIndexOf("<label", at) > page.lastIndexOf("</label>", at);
    }

    private static String person(Account account) {
        return "/admin/people/" + account.id();
    }

    private String page(String address) throws UnsupportedEncodingException {
        MvcTestResult result =
                mvc.get()
                        .uri(URI.create(address.replace("健二", "%E5%81%A5%E4%BA%8C")))
                        .accept("text/html")
                        .exchange();
        assertThat(result).as(address).hasStatusOk();
        return text(result);
    }

    private MvcTestResult makeKey(String name, String scope, String days) {
        return post("/account/keys", "name", name, "scope", scope, "days", days);
    }

    private MvcTestResult post(String address, String... fields) {
        var request = mvc.post().uri(address).accept("text/html");
        for (int at = 0; at < fields.length; at += 2) {
            request = request.param(fields[at], fields[at + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
