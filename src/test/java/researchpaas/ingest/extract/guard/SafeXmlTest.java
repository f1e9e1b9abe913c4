package researchpaas.ingest.extract.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import researchpaas.Asvs;
import researchpaas.ingest.Reason;

class SafeXmlTest {
    private static final String BILLION_LAUGHS =
            """
            <!DOCTYPE a [<!ENTITY x0 "lol">
            <!ENTITY x1 "&x0;&x0;&x0;&x0;&x0;&x0;&x0;&x0;&x0;&x0;">
            <!ENTITY x2 "&x1;&x1;&x1;&x1;&x1;&x1;&x1;&x1;&x1;&x1;">
            <!ENTITY x3 "&x2;&x2;&x2;&x2;&x2;&x2;&x2;&x2;&x2;&x2;">
            <!ENTITY x4 "&x3;&x3;&x3;&x3;&x3;&x3;&x3;&x3;&x3;&x3;">
            <!ENTITY x5 "&x4;&x4;&x4;&x4;&x4;&x4;&x4;&x4;&x4;&x4;">]>
            <a>&x5;</a>
            """;

    @TempDir Path folder;

    private String stealing;

    @BeforeEach
    void secret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "canary");
        stealing =
                """
                <!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY x SYSTEM "%s">
                <!ENTITY %% y SYSTEM "%s"> %%y;]>
                <a>before&x;after</a>
                """
                        .formatted(secret.toUri(), secret.toUri());
    }

    @Test
    @Asvs("1.5.1")
    void pushesWithoutOpeningAnotherFile() throws Exception {
        assertThat(pushed(stealing)).contains("before").doesNotContain("canary");
    }

    @Test
    @Asvs("1.5.1")
    void pullsWithoutOpeningAnotherFile() {
        try {
            assertThat(pulled(stealing)).doesNotContain("canary");
        } catch (IOException | XMLStreamException e) {
            assertThat(e).hasMessageNotContaining("canary");
        }
    }

    @Test
    @Asvs("1.5.1")
    void expandsNoBillionLaughs() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> pushed(BILLION_LAUGHS));
        assertThatExceptionOfType(XMLStreamException.class)
                .isThrownBy(() -> pulled(BILLION_LAUGHS));
    }

    @Test
    void readsADocumentWithADocumentType() throws Exception {
        String harmless = "<!DOCTYPE a [<!ENTITY u '東京'>]><a>words &#x6C34;</a>";

        assertThat(pushed(harmless)).isEqualTo("words 水");
        assertThat(pulled(harmless)).isEqualTo("words 水");
    }

    @Test
    void refusesWhatIsNestedDeeperThanAnyRealDocument() {
        String deep = "<a>".repeat(2_000) + "</a>".repeat(2_000);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> pushed(deep));
        assertThatExceptionOfType(XMLStreamException.class).isThrownBy(() -> pulled(deep));
    }

    @Test
    void handsOnAHandlersRefusal() {
        var refusing =
                new DefaultHandler() {
                    @Override
                    public void startElement(
                            String uri, String local, String name, Attributes attributes)
                            throws SAXException {
                        throw new SAXException(new Refusal(Reason.Code.NO_TEXT));
                    }
                };

        assertThatThrownBy(() -> SafeXml.parse(bytes("<a/>"), refusing))
                .isInstanceOf(Refusal.class);
    }

    private static String pushed(String xml) throws IOException, Refusal {
        StringBuilder text = new StringBuilder();
        SafeXml.parse(
                bytes(xml),
                new DefaultHandler() {
                    @Override
                    public void characters(char[] chars, int start, int length) {
                        text.append(chars, start, length);
                    }
                });
        return text.toString();
    }

    private static String pulled(String xml) throws IOException, XMLStreamException {
        XMLStreamReader reader = SafeXml.reader(bytes(xml));
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.CHARACTERS) {
                text.append(reader.getText());
            }
        }
        return text.toString();
    }

    private static InputStream bytes(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }
}
