package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageUnitTest {
    @ParameterizedTest
    @CsvSource({
        "発表.PPTX,SLIDE",
        "a.odp,SLIDE",
        "表.xlsx,SHEET",
        "a.ods,SHEET",
        "a.docx,PAGE",
        "a,PAGE"
    })
    void followsTheFilesType(String name, PageUnit unit) {
        assertThat(PageUnit.of(name)).isEqualTo(unit);
    }
}
