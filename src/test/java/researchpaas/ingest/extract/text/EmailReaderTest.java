package researchpaas.ingest.extract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.Readings;
import researchpaas.ingest.extract.guard.Refusal;

class EmailReaderTest {
    @TempDir Path folder;

    @Test
    void prefersThePlainTextOfTwoForms() throws Exception {
        assertThat(
                        text(
                                """
                                From: "Roe, Jane" <jane@example.org>
                                To: all@example.org
                                Subject: Air
                                Content-Type: multipart/alternative; boundary=b

                                --b
                                Content-Type: text/plain

                                Plain words.
                                --b
                                Content-Type: text/html

                                <p>Marked words.</p>
                                --b--
                                """))
                .isEqualTo(
                        "Subject: Air\n"
                                + "From: Roe, Jane <jane@example.org>\n"
                                + "To: all@example.org\n"
                                + "Plain words.");
    }

    @Test
    void readsHtmlWhereThereIsNoPlainText() throws Exception {
        assertThat(
                        text(
                                "From: a@b.jp\n"
                                        + "Content-Type: text/html; charset=utf-8\n\n"
                                        + "<h1>Air</h1><p>in <b>rooms</b></p>"))
                .isEqualTo("From: a@b.jp\nAir\nin rooms");
    }

    @Test
    void namesWhatIsAttachedWithoutOpeningIt() throws Exception {
        assertThat(
                        text(
                                """
                                From: a@b.jp
                                Subject: Files
                                Content-Type: multipart/mixed; boundary=b

                                --b

                                See attached.
                                --b
                                Content-Type: application/zip; name="=?UTF-8?B?5rm/5bqmLnppcA==?="

                                UEsDBA
                                --b
                                Content-Type: text/plain
                                Content-Disposition: attachment; filename="notes.txt"

                                hidden words
                                --b
                                Content-Type: message/rfc822

                                From: c@d.jp
                                Subject: inner

                                inner words
                                --b--
                                """))
                .isEqualTo(
                        "Subject: Files\n"
                                + "From: a@b.jp\n"
                                + "See attached.\n"
                                + "Attachments: 湿度.zip, notes.txt, message/rfc822");
    }

    @Test
    void readsAMessageThatDoesNotSayItsEncoding() throws Exception {
        byte[] mail =
                "Subject: 湿度\nFrom: a@b.jp\n\n窓を開けた。①\n"
                        .getBytes(Charset.forName("x-windows-iso2022jp"));

        assertThat(Readings.read(folder, "a.eml", mail).text()).endsWith("窓を開けた。①");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> text("Just some words\nand more of them.\n"))
                .satisfies(refusal ->
                        assertThat(refusal.code()).isEqualTo(Reason.Code.NOT_WHAT_IT_SAYS));
    }

    private String text(String mail) throws Exception {
        return Readings.read(folder, "a.eml", mail).text();
    }
}
