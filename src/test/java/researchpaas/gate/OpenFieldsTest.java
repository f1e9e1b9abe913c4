package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.Asvs;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.doors.ActingReader;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;

/// Of one answer, who sees which part of it.
@GateTest
class OpenFieldsTest {
    private static final String FORM =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n%s\r\n--x--\r\n";

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;
    @Autowired Jobs jobs;

    @BeforeEach
    void fill() {
        library.fill();
        long job = jobs.enqueue("folder:library").id();
        jobs.begin(job);
        jobs.planned(job, 3, 9_000);
    }

    @AfterEach
    void back() {
        acting.be(null);
        library.clear();
    }

    @Test
    @Asvs("8.2.3")
    void everybodyLearnsWhetherTheLibraryIsWellAndAdministratorsHowEachPartIs() {
        for (Reader reader : new Reader[] {Reader.nobody(), TestReaders.of(Role.FACULTY)}) {
            acting.be(reader);
            assertThat(mvc.get().uri("/health"))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$")
                    .asMap()
                    .containsOnlyKeys("status", "timestamp");
        }
        acting.be(TestReaders.of(Role.ADMIN));
        assertThat(mvc.get().uri("/health"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"index": {"behind": 0}, "jobs": {"status": "healthy", "running": 1}}
                        """);
    }

    /// It counts the files of everybody.
    @Test
    @Asvs("8.2.3")
    void theJobOfAnUploadIsForAdministrators() throws Exception {
        acting.be(TestReaders.of(Role.STUDENT));
        assertThat(upload("One.")).contains("\"accepted\"", "\"job\":null");
        acting.be(TestReaders.of(Role.ADMIN));
        assertThat(upload("Another.")).contains("\"accepted\"", "\"job\":{");
    }

    private String upload(String text) throws Exception {
        return mvc.post()
                .uri("/documents/upload")
                .contentType("multipart/form-data; boundary=x")
                .content(FORM.formatted(text))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /// A scan that runs is news for those who manage it; how many files it has is nobody else's
    /// business.
    @Test
    @Asvs("8.2.3")
    void onlyAdministratorsAreToldOfARunningImport() {
        acting.be(TestReaders.of(Role.STUDENT));
        assertThat(mvc.get().uri("/").header("Accept", "text/html"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/documents/ingest/1/events");
        acting.be(TestReaders.of(Role.ADMIN));
        assertThat(mvc.get().uri("/").header("Accept", "text/html"))
                .bodyText()
                .contains("/documents/ingest/1/events");
    }
}
