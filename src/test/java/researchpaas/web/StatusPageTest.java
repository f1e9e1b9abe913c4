package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.RoomyDisk;
import researchpaas.doors.SmallLibrary;

@DoorsTest
class StatusPageTest {
    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;
    @Autowired RoomyDisk disk;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
        disk.leave(50_000);
    }

    @Test
    void tellsOfEachPartInWordsInBothLanguages() {
        assertThat(page("en"))
                .contains("Everything works.", "Search index", "Language model", "Not in use")
                .contains("Java heap", "SQLite", "lucene", "50,000 of 100,000 MB free")
                .contains("hx-get=\"/admin/status/latest\"");
        assertThat(page("ja")).contains("すべて正常に動作しています。", "検索の索引", "未使用");
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        index.breakDown(true);
        disk.leave(5);

        assertThat(page("en"))
                .contains("The library can be used, but something is wrong.", "✕", "Down")
                .contains("The search index cannot be used. Look into the log for the reason.")
                .contains("is full (5 MB left)");
    }

    @Test
    void theChangingPartComesAlone() {
        assertThat(mvc.get().uri("/admin/status/latest").header("Accept", "text/html"))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"status\"")
                .doesNotContain("<html");
    }

    private String page(String language) {
        var page =
                mvc.get()
                        .uri("/admin/status?lang=" + language)
                        .header("Accept", "text/html")
                        .exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
