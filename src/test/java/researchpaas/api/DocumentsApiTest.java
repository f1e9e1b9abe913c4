package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DoorsTest
class DocumentsApiTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
    }

    @Test
    void answersASearchInTheOldShapeWithPassagesAndMarks() throws Exception {
        MvcTestResult answer = get("/documents/search?q=センサー");
        ObjectNode json = (ObjectNode) JSON.readTree(body(answer));

        assertThat(json.remove("execution_time_ms").isNumber()).isTrue();
        assertThat(json)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"documents": [{
                                   "id": 1, "title": "室内環境センサーによる快適性の推定", "category": "poster",
                                   "summary": "Summary of 室内環境センサーによる快適性の推定", "keywords": ["keyword"],
                                   "authors": "佐藤 健二", "file_path": "poster/sensor.pdf", "file_size": 2048,
                                   "created_at": "2026-04-01T03:04:05Z",
                                   "title_marks": [[4, 8]],
                                   "passages": [{
                                      "id": 5, "text": "温度、湿度、二酸化炭素濃度を計測する室内環境センサーを講義室に設置し、学生の快適性の申告と比べた。",
                                      "page": 1, "last_page": 1, "heading": "", "file": 3, "start": 0, "end": 49,
                                      "marks": [[22, 26]]}],
                                   "url": "/library/poster/1"}],
                                 "total_count": 1, "query": "センサー",
                                 "degraded": false,
                                 "legs": {"words": {"state": "used", "found": 1, "reason": ""},
                                          "meaning": {"state": "unused", "found": 0, "reason": "language_unknown_to_model"}},
                                 "facets": {"category": [{"value": "poster", "count": 1}],
                                            "language": [{"value": "ja", "count": 1}],
                                            "type": [{"value": "pdf", "count": 1}],
                                            "source": [{"value": "1", "count": 1}],
                                            "year": [{"value": "2022", "count": 1}]}}
                                """));
    }

    @Test
    void answersADocumentInTheOldShape() {
        assertThat(get("/documents/dataset/1"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"id": 1, "title": "Air quality of twelve lecture rooms", "category": "dataset",
                         "summary": "Summary of Air quality of twelve lecture rooms", "keywords": ["keyword"],
                         "authors": "Kenji Sato", "file_path": "datasets/air-quality", "file_size": 2048,
                         "created_at": "2026-04-01T03:04:05Z"}
                        """);
    }

    @Test
    void namesTheCategoriesInTheLanguageAskedFor() {
        assertThat(mvc.get().uri("/documents/categories").header("Accept-Language", "en"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"categories": [
                          {"id": "dataset", "name": "Dataset", "description": "A folder of data files"},
                          {"id": "paper", "name": "Paper", "description": "Articles, theses and reports"},
                          {"id": "poster", "name": "Poster", "description": "Posters shown at conferences"}]}
                        """);
        assertThat(get("/documents/categories"))
                .bodyJson()
                .extractingPath("$.categories[1].name")
                .isEqualTo("論文");
    }

    @Test
    void givesTheTextOfOnePage() {
        assertThat(get("/documents/paper/2/pages/2"))
                .bodyJson()
                .isLenientlyEqualTo("{\"file\": 2, \"page\": 2, \"pages\": 2}")
                .extractingPath("$.text")
                .asString()
                .startsWith("2 Method");
        assertThat(get("/documents/paper/2/pages/3")).hasStatus(404);
        assertThat(get("/documents/paper/2/pages/1?file=1"))
                .as("another document's file")
                .hasStatus(404);
    }

    @Test
    void narrowsDownByKindAndLanguage() {
        assertThat(get("/documents/search?q=lecture&category=dataset&category=poster&language=en"))
                .bodyJson()
                .extractingPath("$.documents[*].category")
                .asArray()
                .containsExactly("dataset");
        assertThat(get("/documents/search?q=lecture&category=paper&mode=words"))
                .bodyJson()
                .extractingPath("$.total_count")
                .isEqualTo(0);
    }

    @Test
    void countsWhatTheAnswerCanBeNarrowedTo() {
        assertThat(get("/documents?category=paper&year=2023&year=2024"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"total_count": 2, "query": "",
                         "legs": {"words": {"state": "unused", "found": 0, "reason": "not_asked"}},
                         "facets": {"category": [{"value": "paper", "count": 2}],
                                    "language": [{"value": "en", "count": 1}, {"value": "ja", "count": 1}],
                                    "year": [{"value": "2024", "count": 1}, {"value": "2023", "count": 1},
                                             {"value": "2020", "count": 1}]}}
                        """);
    }

    @Test
    void listsAllDocumentsInTheAskedOrder() {
        assertThat(get("/documents"))
                .bodyJson()
                .extractingPath("$.documents[*].file_path")
                .asArray()
                .containsExactly(
                        "paper/long-documents.pdf",
                        "paper/図書館の検索.pdf",
                        "datasets/air-quality",
                        "poster/sensor.pdf",
                        "paper/attack.pdf");
        assertThat(get("/documents?sort=oldest&limit=2&offset=1"))
                .bodyJson()
                .extractingPath("$.documents[*].file_path")
                .asArray()
                .containsExactly("poster/sensor.pdf", "datasets/air-quality");
        assertThat(get("/documents/search?q=lecture&mode=words&sort=title"))
                .bodyJson()
                .extractingPath("$.documents[*].url")
                .asArray()
                .containsExactly("/library/dataset/1");
        assertThat(get("/documents?type=text/csv"))
                .bodyJson()
                .extractingPath("$.total_count")
                .isEqualTo(0);
    }

    @Test
    void findsMoreLikeAPassageAndLikeADocument() {
        assertThat(get("/passages/3/similar?limit=1"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"document": {"id": 2, "category": "paper"}, "passage": {"id": 3, "page": 1},
                         "documents": [{"category": "dataset", "id": 1}], "by": "meaning"}
                        """);
        assertThat(get("/passages/1/similar")).bodyJson().extractingPath("$.by").isEqualTo("words");
        assertThat(get("/documents/dataset/1/similar"))
                .bodyJson()
                .hasPathSatisfying("$.documents[0]", first -> first.assertThat().isNotNull())
                .extractingPath("$.document.id")
                .isEqualTo(1);
        assertThat(get("/passages/999/similar")).hasStatus(404);
        assertThat(get("/documents/paper/99/similar")).hasStatus(404);
        assertThat(get("/documents/book/1/similar")).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /documents/search?q=a&limit=0             | limit
                    /documents/search?q=a&limit=101           | limit
                    /documents/search?q=a&limit=ten           | limit
                    /documents/search?q=a&limit=1&limit=2     | limit
                    /documents/search?q=a&offset=-1           | offset
                    /documents/search?q=a&category=book       | category
                    /documents/search?q=a&category=PAPER      | category
                    /documents/search?q=a&language=fr         | language
                    /documents/search?q=a&type=exe            | type
                    /documents/search?q=a&source=x            | source
                    /documents/search?q=a&year=x              | year
                    /documents/search?q=a&sort=best           | sort
                    /documents?sort=relevance                 | sort
                    /documents?category=book                  | category
                    /documents/search?q=a&year_from=old       | year_from
                    /documents/search?q=a&year_to=99999       | year_to
                    /documents/search?q=a&mode=magic          | mode
                    /documents/search                         | q
                    /documents/search?q=                      | q
                    /documents/search?q=%20%00%20             | q
                    /documents/paper/0                        | number
                    /documents/paper/one                      | number
                    /documents/paper/99999999999999999999     | number
                    /documents/paper/2/similar?limit=51       | limit
                    /passages/0/similar                       | id
                    /passages/x/similar                       | id
                    /documents/paper/2/pages/0                | page
                    /documents/paper/2/pages/1?file=x         | file
                    """)
    @Asvs("2.2.1")
    void refusesABadParameterByItsName(String uri, String parameter) {
        assertThat(get(uri))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains(parameter);
        assertThat(mvc.get().uri(URI.create(uri)).header("Accept-Language", "en"))
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .startsWith("The parameter " + parameter);
    }

    @Test
    void saysWhichValuesAParameterAllows() {
        assertThat(get("/documents/search?q=a&category=book"))
                .bodyJson()
                .isStrictlyEqualTo(
                        "{\"detail\": \"パラメーター category に指定できるのは次のいずれかです：dataset, paper, poster。\"}");
    }

    @Test
    void refusesAQuestionOfMoreThanAThousandCharacters() {
        assertThat(get("/documents/search?q=" + "a".repeat(1000))).hasStatusOk();
        assertThat(get("/documents/search?q=" + "a".repeat(1001))).hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1; DROP TABLE documents; --",
                "<script>alert(1)</script>",
                "\"unbalanced AND (NOT [a TO *^~ \\",
                "a\u0000b",
                "\uD83D\uDE00 絵文字",
                "%_*?"
            })
    @Asvs({"1.2.3", "1.2.4", "1.3.10"})
    void takesAnyTextAsWords(String question) {
        assertThat(mvc.get().uri("/documents/search?q={q}", question))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.query")
                .isEqualTo(question.replace('\u0000', ' '));
    }

    @Test
    void saysTheSameOfAllThatIsNotThere() throws Exception {
        String unknown = body(get("/documents/paper/99"));

        assertThat(unknown).isEqualTo("{\"detail\":\"ここには何もないか、閲覧できるものがありません。\"}");
        assertThat(get("/documents/paper/99")).hasStatus(404);
        assertThat(get("/documents/book/1")).hasStatus(404).bodyText().isEqualTo(unknown);
        assertThat(get("/documents/poster/2"))
                .as("another category's number")
                .hasStatus(404)
                .bodyText()
                .isEqualTo(unknown);
    }

    @Test
    @Asvs("16.5.1")
    void answersFromTheDatabaseWhileTheIndexIsDown() {
        index.breakDown(true);

        assertThat(get("/documents/search?q=全文検索"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"degraded": true, "total_count": 1,
                         "documents": [{"id": 1, "category": "paper", "passages": [{}, {}]}],
                         "legs": {"words": {"state": "used"}, "meaning": {"state": "failed"}},
                         "facets": {"category": []}}
                        """);
        assertThat(get("/documents?category=paper"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"degraded\": true, \"total_count\": 3}");
        assertThat(get("/documents/paper/2/similar"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"by\": \"words\"}");
    }

    private MvcTestResult get(String uri) {
        return mvc.get().uri(URI.create(encoded(uri))).exchange();
    }

    private static String encoded(String uri) {
        StringBuilder ascii = new StringBuilder();
        uri.chars()
                .forEach(c -> {
                    if (c < 128) {
                        ascii.append((char) c);
                    } else {
                        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                            ascii.append("%%%02X".formatted(b));
                        }
                    }
                });
        return ascii.toString();
    }

    private static String body(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
