package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;

class UploadNameTest {
    @ParameterizedTest
    @CsvSource({
        "論文.pdf, 論文.pdf, 論文.pdf",
        // what a Mac writes: a letter and its mark apart
        "が.pdf, が.pdf, が.pdf",
        "../../etc/passwd, passwd, passwd",
        "C:\\Users\\a\\b.pdf, b.pdf, b.pdf",
        "👩‍🔬 results.md, 👩‍🔬 results.md, 👩‍🔬 results.md",
        "a<b>:c|d?.txt, a<b>:c|d?.txt, a_b__c_d_.txt",
        "con.txt, con.txt, _con.txt",
        "NUL, NUL, _NUL",
        ".htaccess, .htaccess, _htaccess",
        "~$thesis.docx, ~$thesis.docx, _thesis.docx",
        "end. ., end. ., end",
        "Console.txt, Console.txt, Console.txt"
    })
    @Asvs("5.3.2")
    void isShownAsGivenAndSafeInAPath(String given, String shown, String inPath) {
        UploadName name = UploadName.of(given);

        assertThat(name.shown()).isEqualTo(shown);
        assertThat(name.inPath()).isEqualTo(inPath);
    }

    @Test
    void losesWhatDeceivesTheEye() {
        assertThat(UploadName.of("invoice\u202Efdp.exe\u0000").shown()).isEqualTo("invoicefdp.exe");
        assertThat(UploadName.of("a\r\nb\t\u200Bc\uFEFF.pdf").shown()).isEqualTo("a b c.pdf");
        assertThat(UploadName.of("a\uD800b.pdf").shown()).isEqualTo("ab.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/..", "\u0000", "\u202E", "///"})
    @Asvs("5.3.2")
    void isNeverBlankAndNeverAFolder(String given) {
        assertThat(UploadName.of(given).shown()).isEqualTo("file");
        assertThat(UploadName.of(given).inPath()).isEqualTo("file");
    }

    @Test
    void keepsTheEndingOfALongName() {
        String shown = UploadName.of("長".repeat(500) + ".pdf").shown();

        assertThat(shown).startsWith("長長").endsWith("長….pdf");
        assertThat(shown.codePointCount(0, shown.length())).isEqualTo(120);
    }

    @Test
    void numbersOtherBytesOfTheSameName() {
        UploadName name = UploadName.of("a.b.pdf");

        assertThat(name.inPath(1)).isEqualTo("a.b.pdf");
        assertThat(name.inPath(2)).isEqualTo("a.b (2).pdf");
        assertThat(UploadName.of("README").inPath(3)).isEqualTo("README (3)");
    }
}
