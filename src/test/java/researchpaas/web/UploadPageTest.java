package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;

@DoorsTest
class UploadPageTest {
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
    void tellsTheLimitsBeforeAnythingIsSent() throws Exception {
        assertThat(page("/upload"))
                .contains("PDF, MD, TXT", "977 KB", "data-max=\"1000000\"")
                .contains("まだ何もアップロードされていません")
                .doesNotContain("every 1s");
    }

    @Test
    void worksAsAPlainForm() throws Exception {
        String sent = text(send(null, "蛾.md", "# 蛾の観察\n\n観測所の灯りに蛾が集まる。"));
        assertThat(sent).contains("<html", "受け取りました", "読み込み中", "every 1s");

        ingest.run(jobs.latest(1).getFirst().id());

        assertThat(page("/upload"))
                .contains("公開済み", ">蛾の観察</a>", "href=\"/library/paper/")
                .doesNotContain("every 1s");
    }

    @Test
    void answersTheScriptWithTheResultAlone() throws Exception {
        assertThat(text(send("true", "film.mov", "frames")))
                .contains("class=\"refused\"", "film.mov", ".mov 形式のファイルは読み込めません")
                .doesNotContain("<html");
        assertThat(text(send("true", "a.txt", "moths"))).contains("class=\"kept\"");
        assertThat(text(send("true", "b.txt", "moths"))).contains("class=\"known\"", "「a.txt」");
    }

    @Test
    @Asvs("1.2.1")
    void showsAHostileNameAsText() throws Exception {
        send("true", "<img src=x onerror=alert(1)>.txt", "moths");

        assertThat(page("/upload"))
                .contains("&lt;img src=x onerror=alert(1)&gt;.txt")
                .doesNotContain("<img src=x");
    }

    @Test
    void asksBeforeItDeletes() throws Exception {
        send("true", "a.txt", "moths");
        String list = page("/upload");
        String address = list.replaceAll("(?s).*href=\"(/upload/\\d+/delete)\".*", "$1");

        assertThat(page(address)).contains("「a.txt」を削除しますか");
        assertThat(page("/upload")).contains("a.txt");
        assertThat(mvc.post().uri(address)).hasStatus(302).hasHeader("Location", "/upload");

        assertThat(page("/upload")).doesNotContain("a.txt");
        assertThat(mvc.get().uri(address).accept("text/html")).hasStatus(404);
        assertThat(mvc.post().uri(address)).hasStatus(404);
    }

    @Test
    void refusesAFormThatBreaksOff() {
        assertThat(
                        mvc.post()
                                .uri("/upload")
                                .accept("text/html")
                                .contentType("multipart/form-data; boundary=xyz")
                                .content(
                                        "--xyz\r\n"
                                                + "Content-Disposition: form-data; name=\"file\";"
                                                + " fi"))
                .hasStatus(400)
                .bodyText()
                .contains("アップロードが途中で切れたか");
        assertThat(mvc.post().uri("/upload").contentType("text/plain").content("a")).hasStatus(415);
    }

    private MvcTestResult send(String script, String name, String content) {
        var request =
                mvc.post()
                        .uri("/upload")
                        .contentType("multipart/form-data; boundary=xyz")
                        .content(
                                ("--xyz\r\n"
                                                + "Content-Disposition: form-data; name=\"kind\"\r\n\r\n"
                                                + "paper\r\n"
                                                + "--xyz\r\n"
                                                + "Content-Disposition: form-data; name=\"file\"; filename=\""
                                                + name
                                                + "\"\r\n\r\n"
                                                + content
                                                + "\r\n--xyz--\r\n")
                                        .getBytes(StandardCharsets.UTF_8));
        return (script == null ? request : request.header("HX-Request", script)).exchange();
    }

    private String page(String address) throws Exception {
        return text(mvc.get().uri(address).accept("text/html").exchange());
    }

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
