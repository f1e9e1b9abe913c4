package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.document.Category;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;

/// The pages of questions, as a browser without JavaScript uses them.
@DoorsTest
class AskPageTest {
    private static final String LAMPS =
            "Moths circle street lamps because the light confuses <b>their</b> sense of up & down.";

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;

    @BeforeEach
    void fill() {
        library.fill();
        publish(LAMPS);
    }

    private void publish(String text) {
        library.add(
                Category.PAPER,
                "paper/moths.pdf",
                "Moths at <i>street</i> lamps",
                2023,
                "Aoi Okada",
                text);
        library.awaitCaughtUp();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = mvc.post().uri(path).header("Accept-Language", "en");
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.accept(MediaType.TEXT_HTML).exchange();
    }

    private String get(String path) {
        MvcTestResult found =
                mvc.get()
                        .uri(path)
                        .header("Accept-Language", "en")
                        .accept(MediaType.TEXT_HTML)
                        .exchange();
        assertThat(found).hasStatusOk();
        return text(found);
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return the conversation's page
    private String ask(String... fields) {
        MvcTestResult asked = post("/ask", fields);
        assertThat(asked).hasStatus(302);
        String to = asked.getResponse().getRedirectedUrl();
        assertThat(to).matches("/ask/\\d+#q\\d+");
        return to.substring(0, to.indexOf('#'));
    }

    @Test
    @Asvs("1.2.1")
    void answersAFormWithTheWholeAnswerAndEscapesIt() {
        String page =
                get(
                        ask(
                                "question",
                                "Why do moths circle street lamps? <script>",
                                "kind",
                                "general"));

        assertThat(page)
                .contains("Why do moths circle street lamps? &lt;script&gt;")
                .contains("&lt;b&gt;their&lt;/b&gt; sense of up &amp; down.")
                .contains("Moths at &lt;i&gt;street&lt;/i&gt; lamps")
                .doesNotContain("<b>their</b>", "<i>street</i>", "lamps? <script>")
                .contains("no language model is configured")
                .doesNotContain("id=\"used\"")
                .contains("&amp;from=0&amp;to=" + LAMPS.length() + "#passage");
    }

    @Test
    void opensTheSourceWithTheQuotedWordsMarked() {
        String page =
                get("/library/paper/" + library.number("paper/moths.pdf") + "?page=1&from=6&to=12");

        assertThat(page)
                .contains("<span class=\"passage\" id=\"passage\">circle</span>")
                .doesNotContain("/similar?passage=\"");
    }

    @Test
    void goesOnWithAConversationAndListsIt() {
        String path = ask("question", "Why do moths circle street lamps?");
        String id = path.substring("/ask/".length());

        assertThat(ask("question", "And which volcano erupted?", "conversation", id))
                .isEqualTo(path);

        assertThat(get(path)).contains("id=\"q1\"", "id=\"q2\"");
        assertThat(get("/ask/history")).contains(path, "Why do moths circle street lamps?");
        assertThat(post(path + "/title", "title", "On <moths>")).hasStatus(302);
        assertThat(get(path)).contains("On &lt;moths&gt;").doesNotContain("On <moths>");
        assertThat(get(path + "/delete")).contains("Delete “On &lt;moths&gt;”?");
        assertThat(post(path + "/delete")).hasStatus(302);
        assertThat(mvc.get().uri(path).accept(MediaType.TEXT_HTML).exchange()).hasStatus(404);
        assertThat(post("/ask", "question", "a", "conversation", id)).hasStatus(404);
    }

    @Test
    void saysThatASourceWasChangedAndComparesWithTheLibraryOfToday() {
        String path = ask("question", "Why do moths circle street lamps?");
        publish("Moths circle street lamps for reasons that nobody knows.");

        assertThat(get(path))
                .contains("A source of this answer was changed since.")
                .doesNotContain("confuses");
        assertThat(get(path + "/1/receipt")).contains("How this answer came about", "lucene");
        MvcTestResult replayed = post(path + "/1/replay");
        assertThat(replayed).hasStatusOk();
        assertThat(text(replayed))
                .contains("The library has changed since then")
                .contains("reasons that nobody knows");
    }

    @Test
    void saysThatTheLibraryDoesNotSayIt() {
        assertThat(get(ask("question", "Which volcano erupted in Iceland?")))
                .contains("The library does not say anything about this")
                .doesNotContain("class=\"statement");
    }

    @Test
    @Asvs("2.2.1")
    void saysWhatIsWrongWithAQuestionAndKeepsIt() {
        MvcTestResult blank = post("/ask", "question", "  ");
        assertThat(text(blank)).contains("Please write a question.");
        MvcTestResult tooLong = post("/ask", "question", "x".repeat(1001), "kind", "planning");
        assertThat(text(tooLong))
                .contains("The question is too long: at most 1000 characters.", "x".repeat(1001));
    }
}
