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
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Person;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.SmallDepartment;
import researchpaas.doors.SmallLibrary;
import tools.jackson.databind.json.JsonMapper;

/// Signing in, working and signing out as people do it, in Debian's Chromium, at a provider that
/// somebody else wrote.
@SignedInDoorsTest
class SignedInBrowserTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path profile;

    private static ChromeDriver browser;

    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired SmallDepartment department;

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
    void begin() {
        library.fill();
        department.clear();
        browser.manage().deleteAllCookies();
    }

    @AfterEach
    void theConsoleIsEmpty() {
        department.clear();
        List<String> messages =
                browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage)
                        // what the provider's own page is missing is none of ours
                        .filter(message -> message.contains(":" + port))
                        .toList();
        assertThat(messages)
                .as("errors, warnings and violations of the content security policy")
                .isEmpty();
    }

    @Test
    @Asvs({"7.4.4", "3.7.2"})
    void signsInWhereSomebodyWantedToGoAndOutAgain() {
        visit("/?q=attention");
        assertThat(browser.getCurrentUrl()).contains("/sign-in?return=");
        signIn(SignInWorld.student());

        await("mark");
        assertThat(browser.getCurrentUrl()).endsWith("/?q=attention");
        assertThat(text(".who")).contains("sub-student Example", "学生");
        assertThat(browser.findElements(By.cssSelector("nav.main a[href='/jobs'], .open")))
                .isEmpty();

        browser.findElement(By.cssSelector(".who button")).click();
        await(".sign-in");
        assertThat(text("main")).contains("ログアウトしました");
        browser.navigate().back();
        visit("/account");
        assertThat(browser.getCurrentUrl()).contains("/sign-in?return=%2Faccount");
    }

    @Test
    void tellsAPrivateAccountWhyItIsNotAdmitted() {
        visit("/");
        signIn(SignInWorld.student().with("hd", null));

        assertThat(text("main [role=alert]")).contains("個人の Google アカウントです");
        assertThat(browser.findElements(By.cssSelector(".who .name"))).isEmpty();
    }

    /// By keyboard where people would use it.
    @Test
    void makesAndRevokesAKey() {
        visit("/account");
        signIn(SignInWorld.professor());
        await(".make-key");
        assertThat(text(".sessions")).contains("Chrome", "この端末");
        browser.findElement(By.name("name")).sendKeys("夜間の取り込み");
        browser.findElement(By.cssSelector("input[value=INGEST]")).sendKeys(Keys.SPACE);
        browser.findElement(By.cssSelector(".make-key button")).sendKeys(Keys.ENTER);

        await("#secret");
        assertThat(browser.findElement(By.id("secret")).getDomProperty("value"))
                .matches("rpk_\\d+_[A-Za-z0-9_-]{43}");
        browser.findElement(By.linkText("コピーしました")).click();
        await(".keys");
        assertThat(text(".keys")).contains("夜間の取り込み", "検索", "取り込み", "有効");

        browser.findElement(By.linkText("取り消す")).click();
        await(".confirm");
        browser.findElement(By.cssSelector(".confirm button")).click();
        await(".notes.done");
        assertThat(text(".keys")).contains("取り消し済み");
    }

    @Test
    @Asvs("7.4.2")
    void anAdministratorChangesARoleAndSuspendsSomebody() {
        SignInWorld world = new SignInWorld(port);
        SignInWorld.Browser student = world.signedIn(SignInWorld.student());
        visit("/admin/people");
        signIn(SignInWorld.admin());

        await(".people");
        browser.findElement(By.linkText("sub-student Example")).click();
        await(".person");
        new Select(browser.findElement(By.name("role"))).selectByValue("GUEST");
        browser.findElement(By.cssSelector("form.filter button")).click();
        await(".notes.done");
        assertThat(text(".facts-wide")).contains("ゲスト", "管理者が指定");
        assertThat(student.get("/upload").statusCode()).isEqualTo(403);

        browser.findElement(By.linkText("利用を停止")).click();
        await(".confirm");
        browser.findElement(By.cssSelector(".confirm button")).click();
        await(".notes.done");
        assertThat(text(".facts-wide")).contains("停止中");
        assertThat(SignInWorld.location(student.get("/"))).contains("/sign-in?return=");

        visit("/admin/audit");
        await(".audit");
        assertThat(text(".audit")).contains("役割の変更", "利用の停止", "ログイン");
    }

    @Test
    void fitsAPhone() {
        visit("/account");
        signIn(SignInWorld.admin());
        await(".make-key");
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
        try {
            for (String address :
                    List.of(
                            "/",
                            "/account",
                            "/admin/people",
                            "/admin/sessions",
                            "/admin/keys",
                            "/admin/audit")) {
                for (String language : List.of("ja", "en")) {
                    visit(address + "?lang=" + language);
                    Object wide =
                            browser.executeScript(
                                    "return document.documentElement.scrollWidth > window.innerWidth");
                    assertThat(wide).as(address + " " + language).isEqualTo(false);
                }
            }
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /// From the page that asks for it, through the provider's, to wherever that leads.
    private void signIn(Person person) {
        browser.findElement(By.cssSelector(".sign-in .button.strong")).click();
        await("input[name=username]");
        browser.findElement(By.name("username")).sendKeys(person.subject());
        WebElement claims = browser.findElement(By.name("claims"));
        claims.clear();
        claims.sendKeys(JsonMapper.shared().writeValueAsString(person.claims()));
        browser.findElement(By.cssSelector("[type=submit]")).click();
        await("header.site");
    }

    private void visit(String address) {
        browser.get("http://localhost:" + port + address);
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
