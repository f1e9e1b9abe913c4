package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.ModelUse;
import researchpaas.document.Category;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Jobs.Progress;
import researchpaas.ingest.Pace;

/// The pages in Debian's Chromium. Without it the test is skipped loudly, and fails where CI=true.
@DoorsTest
class BrowserTest {
    /// Longer than the pause after which the page searches while somebody types.
    private static final Duration PAUSE = Duration.ofMillis(700);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path profile;

    private static ChromeDriver browser;

    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired Jobs jobs;
    @Autowired IngestLibrary ingest;
    @Autowired ModelUse use;
    @Autowired LanguageModels models;

    @BeforeAll
    static void open() {
        browser = Chromium.open(profile);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void fill() {
        library.fill();
        browser.manage().deleteAllCookies();
    }

    @AfterEach
    void theConsoleIsEmpty() {
        List<String> messages =
                browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage)
                        .toList();
        assertThat(messages)
                .as("errors, warnings and violations of the content security policy")
                .isEmpty();
    }

    @Test
    void findsWhileSomebodyTypesAndKeepsTheAddress() {
        visit("/");
        box().sendKeys("attention");

        await("mark");
        assertThat(text("#search-status")).contains("1件");
        assertThat(browser.getCurrentUrl()).endsWith("/?q=attention");
        assertThat(browser.getTitle()).startsWith("attention");
        assertThat(browser.findElements(By.cssSelector(".intro")).getFirst().isDisplayed())
                .isFalse();

        browser.navigate().back();
        until(() -> box().getDomProperty("value").isEmpty());
        assertThat(browser.findElements(By.cssSelector(".hit"))).isEmpty();

        browser.navigate().forward();
        await("mark");
        assertThat(box().getDomProperty("value")).isEqualTo("attention");
    }

    /// On a narrow screen, by keyboard alone.
    @Test
    void narrowsDownAtOnceAndCanTakeItBack() {
        visit("/?q=lecture&lang=ja");
        await(".hit");
        browser.findElement(By.cssSelector("#facets > summary")).sendKeys(Keys.ENTER);
        browser.findElement(By.xpath("//a[contains(@class, 'value')][contains(., 'データセット')]"))
                .sendKeys(Keys.ENTER);
        await(".chips");
        assertThat(browser.getCurrentUrl()).endsWith("/?q=lecture&category=dataset");
        assertThat(browser.findElements(By.cssSelector(".hit"))).hasSize(1);
        assertThat(browser.findElements(By.cssSelector("#facets[open]"))).hasSize(1);
        assertThat(browser.switchTo().activeElement().getText()).startsWith("データセット");

        box().sendKeys(" rooms");
        until(() -> browser.getCurrentUrl().endsWith("/?q=lecture%20rooms&category=dataset"));
        browser.findElement(By.cssSelector(".chips a")).click();
        until(() -> browser.findElements(By.cssSelector(".chips")).isEmpty());
        assertThat(browser.getCurrentUrl()).endsWith("/?q=lecture%20rooms");
        browser.navigate().back();
        await(".chips");
    }

    @Test
    void opensThePassageInItsPage() {
        visit("/?q=センサー&lang=ja");
        await(".hit");
        browser.findElement(By.cssSelector(".passages a")).click();
        await("#passage");
        assertThat(text(".passage mark")).isEqualTo("センサー");
        assertThat(browser.findElement(By.id("passage")).isDisplayed()).isTrue();
        browser.findElement(By.cssSelector(".back a")).click();
        await(".hit");
        assertThat(box().getDomProperty("value")).isEqualTo("センサー");
    }

    @Test
    void sendsNothingWhileAnInputMethodComposes() throws InterruptedException {
        visit("/");
        box().click();
        countRequests();

        compose("けん");
        compose("けんさ");
        compose("検索");
        Thread.sleep(PAUSE);
        assertThat(box().getDomProperty("value")).isEqualTo("検索");
        assertThat(requests()).as("while composing").isZero();

        browser.executeCdpCommand("Input.insertText", Map.of("text", "検索"));
        await(".hit");
        assertThat(text("mark")).isEqualTo("検索");
        Thread.sleep(PAUSE);
        assertThat(requests()).as("once committed").isEqualTo(1);
    }

    @Test
    void doesNotSubmitTheEnterThatCommitsAConversion() throws InterruptedException {
        visit("/");
        box().click();
        countRequests();
        compose("検索");

        // what a browser sends for Enter inside a composition
        Object prevented =
                browser.executeScript(
                        """
                        const enter = new KeyboardEvent("keydown",
                            {key: "Enter", isComposing: true, bubbles: true, cancelable: true});
                        return !document.getElementById("q").dispatchEvent(enter);
                        """);

        assertThat(prevented).isEqualTo(true);
        Thread.sleep(PAUSE);
        assertThat(requests()).isZero();
        browser.executeCdpCommand("Input.insertText", Map.of("text", "検索"));
        await(".hit");
        box().sendKeys(Keys.ENTER);
        until(() -> requests() == 2);
    }

    @Test
    @Asvs("3.2.2")
    void showsAHostileDocumentAsText() {
        visit("/?q=attack");
        await(".hit");
        assertThat(text(".hit h3")).isEqualTo(SmallLibrary.HOSTILE);
        browser.findElement(By.cssSelector(".hit h3 a")).click();
        await(".sheet");
        assertThat(text("h1")).isEqualTo(SmallLibrary.HOSTILE);
        assertThat(browser.findElements(By.cssSelector("main script, main img"))).isEmpty();
    }

    @Test
    void switchesLanguageAndColoursAndComesBackToTheSameSearch() {
        visit("/");
        box().sendKeys("attention");
        await("mark");

        browser.findElement(By.linkText("English")).click();
        await("html[lang=en]");
        await("mark");
        assertThat(text("#search-status")).startsWith("3 documents, 1 with these words");

        String light = background();
        browser.findElement(By.cssSelector("a[href*='theme=dark']")).click();
        await("html[data-theme=dark] mark");
        assertThat(background()).isNotEqualTo(light);
        visit("/jobs");
        await("html[lang=en][data-theme=dark]");
    }

    @Test
    void followsAScanUntilItHasEnded() {
        visit("/jobs");
        browser.findElement(By.cssSelector("button.strong")).click();
        await(".state.waiting");

        jobs.begin(1);
        jobs.planned(1, 2, 4_500_000);
        jobs.report(1, new FileReport("paper/a.pdf", Outcome.PUBLISHED, null));
        until(() -> text(".state").equals("実行中") && text(".figures").contains("2件中 1件"));

        browser.executeScript("document.querySelector('progress').dataset.same = 'yes'");
        jobs.progress(1, new Progress(1_500_000, new Pace(.5, 1_500_000), null));
        until(() -> text(".figures").contains("残り約 2 秒"));
        assertThat(text(".figures")).contains("4.5 MB 中 1.5 MB", "毎秒 0.5 件・1.5 MB");
        WebElement bar = browser.findElement(By.tagName("progress"));
        assertThat(bar.getDomProperty("value")).isEqualTo("416");
        assertThat(bar.getDomAttribute("data-same"))
                .as("written anew, not replaced")
                .isEqualTo("yes");
        assertThat(text(".counts .published")).isEqualTo("1 読み込み");

        jobs.end(1, null);
        jobs.end(2, null);
        until(() -> browser.findElements(By.cssSelector(".state.waiting")).isEmpty());
        await(".state.done");
        assertThat(browser.findElements(By.cssSelector("[hx-trigger]"))).isEmpty();
        assertThat(browser.findElements(By.tagName("progress"))).isEmpty();
    }

    @Test
    void announcesAScanAtItsQuartersOnly() {
        jobs.enqueue("folder:library");
        jobs.begin(1);
        jobs.planned(1, 100, 100);
        visit("/jobs?lang=en");
        browser.executeScript(
                """
                window.said = [];
                new MutationObserver(() => window.said.push(document.querySelector("[role=status]").textContent))
                    .observe(document.querySelector("[role=status]"), {childList: true, characterData: true, subtree: true});
                """);
        for (int percent : List.of(10, 20, 60, 65)) {
            for (int file = 0; file < percent; file++) {
                jobs.report(1, new FileReport(file + ".txt", Outcome.PUBLISHED, null));
            }
            jobs.progress(1, new Progress(percent, new Pace(1, 1), null));
            until(() -> text(".figures").contains(percent + " of 100 files"));
        }

        // a quarter that falls between two events is passed over
        assertThat((List<?>) browser.executeScript("return window.said"))
                .isIn(List.of("50 % done"), List.of("25 % done", "50 % done"));
    }

    @Test
    void showsOnTheStartPageThatTheLibraryGrowsUntilItHasGrown() {
        library.clear();
        jobs.enqueue("folder:library");
        jobs.begin(1);
        jobs.planned(1, 2, 4_500_000);
        visit("/?lang=en");
        await("#importing");
        assertThat(text("#results")).contains("The library is still empty");
        jobs.report(1, new FileReport("paper/a.pdf", Outcome.PUBLISHED, null));
        until(() -> text("#importing").contains("1 of 2 files"));

        library.add(
                Category.PAPER, "paper/a.pdf", "Moths", 2024, "Ada Moreau", "Moths fly at night.");
        jobs.end(1, null);

        until(() -> browser.findElements(By.id("importing")).isEmpty());
        until(() -> text("#results").contains("1 paper"));
        assertThat(browser.getCurrentUrl()).endsWith("/?lang=en");
    }

    @Test
    void asksFromTimeToTimeWhereEventsDoNotCome() {
        jobs.enqueue("folder:library");
        jobs.begin(1);
        jobs.planned(1, 2, 4_500_000);
        Object script =
                browser.executeCdpCommand(
                                "Page.addScriptToEvaluateOnNewDocument",
                                Map.of("source", "delete window.EventSource"))
                        .get("identifier");
        try {
            visit("/jobs");
            assertThat(text(".figures")).contains("2件中 0件");
            jobs.report(1, new FileReport("paper/a.pdf", Outcome.PUBLISHED, null));
            until(() -> text(".figures").contains("2件中 1件"));
            jobs.end(1, null);
            await(".state.done");
        } finally {
            browser.executeCdpCommand(
                    "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    @Test
    void putsTheServersOwnPageInPlaceOfAnAnswerThatItToldWhileItWasMade() {
        visit("/ask?lang=en");
        browser.findElement(By.id("question")).sendKeys("How does attention work in lectures?");
        browser.findElement(By.id("question")).sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));

        await("#exchanges article:not(.coming)");
        assertThat(text("#exchanges .question")).isEqualTo("How does attention work in lectures?");
        assertThat(browser.getCurrentUrl()).matches(".*/ask/\\d+");
        assertThat(box("question")).isEmpty();
        browser.findElement(By.id("question")).sendKeys("And posters?");
        browser.findElement(By.cssSelector("#ask button[type=submit]")).click();
        until(() ->
                browser.findElements(By.cssSelector("#exchanges article:not(.coming)")).size()
                        == 2);
        String shown = text("#exchanges");
        browser.navigate().refresh();
        assertThat(text("#exchanges")).isEqualTo(shown);
    }

    private static String box(String id) {
        return browser.findElement(By.id(id)).getDomProperty("value");
    }

    @Test
    void sendsDroppedFilesAndTellsWhatBecomesOfEach() {
        visit("/upload?lang=ja");
        browser.findElement(By.xpath("//label[.='ポスター']")).click();
        browser.executeScript(
                """
                const files = new DataTransfer();
                files.items.add(new File(["# 流星の記録\\n\\n流星群を一晩中観測した。"], "流星.md"));
                files.items.add(new File(["frames"], "film.mov"));
                const drop = document.querySelector(".drop");
                for (const type of ["dragover", "drop"]) drop.dispatchEvent(new DragEvent(type,
                    {dataTransfer: files, bubbles: true, cancelable: true}));
                """);

        await("#arriving .kept");
        await("#arriving .refused");
        assertThat(text("#arriving .refused")).contains("film.mov", "読み込めません");
        await("#uploads .state.waiting");
        ingest.run(jobs.latest(1).getFirst().id());

        await("#uploads .state.published");
        browser.findElement(By.linkText("流星の記録")).click();
        await(".sheet");
        assertThat(browser.getCurrentUrl()).contains("/library/poster/");
    }

    @Test
    void fitsAPhone() {
        use.add(
                new ModelUse.Entry(
                        models.today(),
                        null,
                        "compatible",
                        "a-house/a-model-whose-name-is-longer-than-a-phone-is-wide-2026-11-01:free",
                        new LanguageModel.Usage(123_456_789, 12_345_678, 0),
                        true,
                        true,
                        null));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
        try {
            for (String address :
                    List.of(
                            "/",
                            "/?q=attack",
                            "/library/paper/3?lang=en",
                            "/jobs",
                            "/ask?lang=en",
                            "/admin/use?lang=en",
                            "/upload?lang=en")) {
                visit(address);
                assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
                        .as(address)
                        .isEqualTo(360L);
            }
        } finally {
            use.forget(models.today().plusDays(1));
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private void visit(String address) {
        browser.get("http://127.0.0.1:" + port + address);
    }

    private static WebElement box() {
        return browser.findElement(By.id("q"));
    }

    private static void compose(String text) {
        browser.executeCdpCommand(
                "Input.imeSetComposition",
                Map.of(
                        "text",
                        text,
                        "selectionStart",
                        text.length(),
                        "selectionEnd",
                        text.length()));
    }

    private static void countRequests() {
        browser.executeScript(
                "window.sent = 0; document.body.addEventListener('htmx:beforeRequest', () => { window.sent++; });");
    }

    private static long requests() {
        return (Long) browser.executeScript("return window.sent");
    }

    private static String background() {
        return (String)
                browser.executeScript("return getComputedStyle(document.body).backgroundColor");
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static void await(String selector) {
        until(() -> !browser.findElements(By.cssSelector(selector)).isEmpty());
    }

    private static void until(BooleanSupplier condition) {
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .ignoring(StaleElementReferenceException.class)
                .until(_ -> condition.getAsBoolean());
    }
}
