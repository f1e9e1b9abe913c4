package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.document.Category;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Jobs.Progress;
import researchpaas.ingest.Pace;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;

@DoorsTest
class PagesTest {
    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;
    @Autowired Jobs jobs;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
    }

    @Test
    void showsPassagesWithMarkedWordsAndTheWayToTheirPage() throws Exception {
        assertThat(page("/?q=全文検索"))
                .contains("日本語<mark>全文検索</mark>の評価")
                .contains("<mark>全文検索</mark>の結果の上位十件")
                .contains("1ページ")
                .contains(
                        "/library/paper/1?q=%E5%85%A8%E6%96%87%E6%A4%9C%E7%B4%A2&amp;passage=1#passage");
    }

    @Test
    @Asvs({"1.1.2", "1.2.1"})
    void escapesWhateverADocumentSays() throws Exception {
        for (String address :
                new String[] {
                    "/?q=attack",
                    "/library/paper/3?q=attack&passage=7",
                    "/?q=<script>alert(5)</script>"
                }) {
            assertThat(page(address))
                    .as(address)
                    .doesNotContain("<script>alert", "<img", "<b>Mallory", "<mark>not a mark")
                    .doesNotContainPattern("(?i)href=\"javascript:");
        }
        assertThat(page("/?q=attack")).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void holdsNoScriptAndNoStyleOfItsOwn() throws Exception {
        for (String address :
                new String[] {
                    "/",
                    "/?q=全文検索",
                    "/?category=dataset&sort=title",
                    "/library/paper/2",
                    "/library/paper/1/similar?passage=1",
                    "/jobs",
                    "/library/paper/99"
                }) {
            assertThat(page(address))
                    .as(address)
                    .doesNotContainPattern("<script(?![^>]*\\ssrc=[^>]*\\snonce=\"[\\w-]{22}\")")
                    .doesNotContainPattern("(?i)\\son(click|load|error|submit|input)=")
                    .doesNotContain("<style", " style=", "??");
        }
    }

    @Test
    void speaksTheLanguageOfTheBrowserUntilAnotherIsChosen() throws Exception {
        assertThat(page("/")).contains("<html lang=\"ja\"", "何をお探しですか");
        assertThat(
                        text(
                                mvc.get()
                                        .uri("/")
                                        .accept("text/html")
                                        .locale(Locale.ENGLISH)
                                        .header("Accept-Language", "en-GB,en;q=0.9")
                                        .exchange()))
                .contains("<html lang=\"en\"", "What are you looking for?");

        MvcTestResult chosen = mvc.get().uri("/?lang=en").accept("text/html").exchange();
        assertThat(chosen.getResponse().getHeader("Set-Cookie"))
                .startsWith("lang=en;")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(
                        text(
                                mvc.get()
                                        .uri("/jobs")
                                        .accept("text/html")
                                        .cookie(new Cookie("lang", "en"))
                                        .exchange()))
                .contains("<html lang=\"en\"");
        assertThat(page("/?lang=%3Cscript%3E&theme=%22%3E%3Cscript%3E"))
                .contains("data-theme=\"auto\"")
                .doesNotContain("\"><script>");
    }

    @Test
    void keepsTheChosenColours() throws Exception {
        MvcTestResult chosen = mvc.get().uri("/?theme=dark").accept("text/html").exchange();

        assertThat(text(chosen)).contains("data-theme=\"dark\"");
        assertThat(chosen.getResponse().getHeader("Set-Cookie")).startsWith("theme=dark;");
        assertThat(
                        text(
                                mvc.get()
                                        .uri("/jobs")
                                        .accept("text/html")
                                        .cookie(new Cookie("theme", "dark"))
                                        .exchange()))
                .contains("data-theme=\"dark\"");
    }

    @Test
    void saysOnEveryPageThatThereIsNoSignIn() throws Exception {
        for (String address :
                new String[] {
                    "/", "/?q=attention", "/library/paper/2", "/jobs", "/library/paper/99"
                }) {
            assertThat(page(address)).as(address).contains("ログインなしで動いています");
        }
    }

    @Test
    void saysHowItSearched() throws Exception {
        assertThat(page("/?q=図書館")).contains("内蔵モデルはこの言語の意味を扱えません");
        assertThat(page("/?q=cosmology")).contains("意味の近いものを表示しています");
        assertThat(page("/?q=attention")).doesNotContain("<ul class=\"notes\"");
        assertThat(page("/?q=attention&category=book")).contains("存在しない絞り込み");
    }

    @Test
    void saysWhenThereIsNothing() throws Exception {
        assertThat(page("/?q=量子")).contains("「量子」に一致する文書は見つかりませんでした").doesNotContain("絞り込まずに検索");
        assertThat(page("/?q=量子&category=paper"))
                .contains("絞り込まずに検索", "href=\"/?q=%E9%87%8F%E5%AD%90\"");
        assertThat(page("/?q=" + "a".repeat(1001))).contains("1000文字以内");

        library.clear();
        assertThat(page("/")).contains("ライブラリはまだ空です");
        assertThat(page("/?q=量子")).contains("ライブラリはまだ空です");
    }

    @Test
    void saysWhenSearchIsDown() throws Exception {
        index.breakDown(true);

        assertThat(page("/?q=attention"))
                .contains("検索の索引がいま応答していません", "Sparse <mark>attention</mark>");
        assertThat(page("/library/paper/2/similar")).doesNotContain("error");
    }

    @Test
    void givesHtmxTheResultsWithTheAddressToShow() throws Exception {
        MvcTestResult first =
                mvc.get()
                        .uri("/results?q=attention&category=&language=en")
                        .header("HX-Request", "true")
                        .header("HX-Current-URL", "http://localhost/")
                        .exchange();
        assertThat(text(first))
                .doesNotContain("<html")
                .contains("hx-swap-oob=\"innerHTML:#search-status\"", "<mark>attention</mark>");
        assertThat(first).hasHeader("HX-Push-Url", "/?q=attention&language=en");

        assertThat(
                        mvc.get()
                                .uri("/results?q=attentio")
                                .header("HX-Request", "true")
                                .header("HX-Trigger", "search")
                                .header("HX-Current-URL", "http://localhost/?q=attention"))
                .hasHeader("HX-Replace-Url", "/?q=attentio");
        assertThat(
                        mvc.get()
                                .uri("/results?q=attention&category=paper")
                                .header("HX-Request", "true")
                                .header("HX-Current-URL", "http://localhost/?q=attention"))
                .as("a filter that can be taken back")
                .hasHeader("HX-Push-Url", "/?q=attention&category=paper");
        assertThat(mvc.get().uri(URI.create("/results?q=a%20%26%20b%23c")).accept("text/html"))
                .as("opened as a page")
                .hasStatus(302)
                .hasHeader("Location", "/?q=a%20%26%20b%23c");
    }

    @Test
    void offersWhatTheListCanBeNarrowedTo() throws Exception {
        String all = page("/?sort=newest");
        assertThat(all)
                .contains("5件", "発行年", "href=\"/?category=paper&amp;sort=newest\"")
                .doesNotContain("取り込み元</h3>", "ファイル形式</h3>", "関連度順");
        assertThat(all.indexOf("Sparse attention")).isLessThan(all.indexOf("大学図書館における"));

        String narrowed = page("/?category=paper&year=2022&year=2024");
        assertThat(narrowed)
                .contains("1件")
                .contains("type=\"hidden\" form=\"search\" name=\"year\" value=\"2024\"")
                .as("a chip that takes one filter away")
                .contains("href=\"/?category=paper&amp;year=2024\"")
                .as("another kind beside this one")
                .contains(
                        "href=\"/?category=paper&amp;category=poster&amp;year=2022&amp;year=2024\"")
                .doesNotContain("室内環境センサー", "大学図書館における");
        assertThat(page("/?q=lecture&sort=title")).contains("関連度順", "href=\"/?q=lecture\"");
        assertThat(page("/?q=attention&sort=best")).contains("存在しない絞り込み");
        assertThat(page("/?category=paper&year=1999")).contains("この条件に合う文書はありません");
    }

    @Test
    void showsMoreLikeAPassageAndLikeADocument() throws Exception {
        assertThat(page("/?q=attention")).contains("/library/paper/2/similar?passage=3");
        assertThat(page("/library/paper/2?passage=3"))
                .contains(
                        "/library/paper/2/similar?passage=3", "href=\"/library/paper/2/similar\"");
        assertThat(page("/library/paper/2/similar?passage=3"))
                .contains(
                        "<blockquote lang=\"en\">1 Introduction",
                        "/library/dataset/1?passage=6#passage");
        assertThat(page("/library/paper/1/similar?passage=1")).contains("共通する語で比べています");
        assertThat(page("/library/paper/2/similar")).contains("似た文書", "/library/dataset/1");
        for (String address :
                new String[] {
                    "/library/paper/2/similar?passage=1",
                    "/library/paper/2/similar?passage=x",
                    "/library/paper/99/similar",
                    "/library/book/1/similar"
                }) {
            assertThat(mvc.get().uri(address).accept("text/html")).as(address).hasStatus(404);
        }
    }

    @Test
    void theErrorPagesOwnAddressIsNoError() {
        assertThat(mvc.get().uri("/error").accept("text/html")).hasStatus(404);
    }

    @Test
    void leadsToFurtherResults() throws Exception {
        library.clear();
        for (int i = 1; i <= 12; i++) {
            library.add(
                    Category.PAPER,
                    "paper/" + i + ".pdf",
                    "Soil study " + i,
                    2020,
                    "A",
                    "Soil and water.");
        }
        library.awaitCaughtUp();
        assertThat(page("/?q=soil"))
                .contains(
                        "href=\"/?q=soil&amp;offset=10\"",
                        "hx-get=\"/results?q=soil&amp;offset=10\"");

        String more =
                text(
                        mvc.get()
                                .uri("/results?q=soil&offset=10")
                                .header("HX-Request", "true")
                                .exchange());
        assertThat(more)
                .contains("start=\"11\"", "study 12")
                .doesNotContain("id=\"more\"", "search-status");
        assertThat(page("/?q=soil&offset=99")).contains("これより先の結果はありません");
    }

    @Test
    void opensADocumentAtThePassage() throws Exception {
        assertThat(page("/library/paper/1?passage=2&q=全文検索"))
                .contains(
                        "id=\"passage\"",
                        "<span class=\"passage\"><mark>全文検索</mark></span>",
                        "value=\"2\"")
                .contains(
                        "href=\"/library/paper/1?file=1&amp;page=1&amp;q=%E5%85%A8%E6%96%87%E6%A4%9C%E7%B4%A2#text\"");
        assertThat(page("/library/paper/2"))
                .contains("1 Introduction")
                .doesNotContain("class=\"passage\"");
        assertThat(page("/library/paper/2?passage=1"))
                .as("another document's passage")
                .doesNotContain("class=\"passage\"");
    }

    @Test
    void showsTheSamePageForAllThatIsNotThere() throws Exception {
        String unknown = page("/library/paper/99");
        assertThat(mvc.get().uri("/library/paper/99").accept("text/html")).hasStatus(404);
        assertThat(unknown).contains("見つかりません", "検索ページへ");
        for (String address :
                new String[] {
                    "/library/book/1",
                    "/library/poster/2",
                    "/library/paper/x",
                    "/library/paper/0",
                    "/library/paper/1?page=9",
                    "/library/paper/1?file=2"
                }) {
            assertThat(mvc.get().uri(address).accept("text/html")).as(address).hasStatus(404);
            assertThat(page(address).replaceAll("(href|nonce)=\"[^\"]*\"", ""))
                    .as(address)
                    .isEqualTo(unknown.replaceAll("(href|nonce)=\"[^\"]*\"", ""));
        }
    }

    @Test
    void tellsHowFarAScanIsAndListensOnlyWhileItRuns() throws Exception {
        assertThat(page("/jobs")).contains("まだ一度も取り込んでいません").doesNotContain("data-events");
        long id = jobs.enqueue("folder:library").id();
        jobs.begin(id);
        jobs.planned(id, 3, 4_500_000);
        jobs.report(
                id, new FileReport("paper/<i>a</i>.pdf", Outcome.FAILED, Reason.of(Code.BROKEN)));

        jobs.progress(id, new Progress(1_500_000, new Pace(.5, 750_000), null));

        assertThat(page("/jobs"))
                .contains("data-events", "3件中 1件", "4.5 MB 中 1.5 MB", "毎秒 0.5 件・0.8 MB", "残り約 4 秒")
                .contains("<progress max=\"1000\" value=\"333\"")
                .contains("data-files=\"{1}件中 {0}件\"")
                .contains("ファイルが壊れています", "paper/&lt;i&gt;a&lt;/i&gt;.pdf")
                .contains("<time datetime=\"2026-04-01T03:04:05Z\">2026-04-01 12:04</time>");
        assertThat(page("/jobs/latest"))
                .doesNotContain("<html")
                .contains("id=\"jobs\"", "data-events");

        jobs.end(id, null);
        assertThat(page("/jobs/latest")).doesNotContain("data-events").contains("完了");
        assertThat(page("/jobs/1")).contains("ファイルが壊れています");
        assertThat(mvc.get().uri("/jobs/2").accept("text/html")).hasStatus(404);
    }

    @Test
    void tellsOnTheStartPageThatTheLibraryGrowsButNotThatNothingIsNew() throws Exception {
        long first = jobs.enqueue("folder:library").id();
        assertThat(page("/")).contains("id=\"importing\"");
        jobs.begin(first);
        jobs.planned(first, 3, 4_500_000);
        assertThat(page("/")).contains("id=\"importing\"", "3件中 0件");
        assertThat(page("/?q=attention")).contains("id=\"importing\"");
        assertThat(page("/results?q=attention")).doesNotContain("importing");
        jobs.end(first, null);
        assertThat(page("/")).doesNotContain("importing");

        long second = jobs.enqueue("folder:library").id();
        jobs.begin(second);
        assertThat(page("/")).as("while it lists").doesNotContain("importing");
        jobs.planned(second, 3, 4_500_000);
        jobs.unchanged(second, 3, 4_500_000);
        assertThat(page("/")).as("all as before").doesNotContain("importing");
        jobs.unchanged(second, 2, 3_000_000);
        assertThat(page("/")).as("a new file").contains("importing");
    }

    @Test
    void startsAScanWithAndWithoutScript() throws Exception {
        assertThat(mvc.post().uri("/jobs")).hasStatus(302).hasHeader("Location", "/jobs");
        assertThat(jobs.latest(5))
                .extracting(Job::source)
                .containsExactly("upload", "folder:library");
        assertThat(text(mvc.post().uri("/jobs").header("HX-Request", "true").exchange()))
                .contains("待機中")
                .doesNotContain("<html");
    }

    private String page(String address) throws Exception {
        return text(
                mvc.get()
                        .uri(
                                URI.create(
                                        URI.create(address.replace("<", "%3C").replace(">", "%3E"))
                                                .toASCIIString()))
                        .accept("text/html")
                        .exchange());
    }

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
