package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.answer.AnswerSeats;
import researchpaas.answer.Conversation;
import researchpaas.document.Category;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Without a language model.
@DoorsTest
class AnswersApiTest {
    private static final String LAMPS =
            "Moths circle street lamps because the light confuses their sense of up and down. "
                    + "Lamps with less blue light attract fewer moths.";

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;
    @Autowired AnswerSeats seats;

    @BeforeEach
    void fill() {
        library.fill();
        library.add(
                Category.PAPER,
                "paper/moths.pdf",
                "Moths at street lamps",
                2023,
                "Aoi Okada",
                "A page about something else.",
                LAMPS);
        library.awaitCaughtUp();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
        assertThat(seats.taken()).isZero();
    }

    private MvcTestResult ask(String body, MediaType accept) {
        return mvc.post()
                .uri("/api/v1/answers")
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(accept)
                .content(body)
                .exchange();
    }

    private JsonNode answer(String body) {
        MvcTestResult answer = ask(body, MediaType.APPLICATION_JSON);
        assertThat(answer).hasStatusOk();
        return json(answer);
    }

    private static JsonNode json(MvcTestResult result) {
        return JsonMapper.shared().readTree(text(result));
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode get(String path) {
        MvcTestResult found = mvc.get().uri(path).header("Accept-Language", "en").exchange();
        assertThat(found).hasStatusOk();
        return json(found);
    }

    @Test
    void answersWithQuotesThatStandInTheSource() {
        JsonNode answer = answer("{\"question\": \"Why do moths circle street lamps?\"}");

        assertThat(answer.path("outcome").asString()).isEqualTo("extractive");
        assertThat(answer.path("notice").asString()).contains("no language model is configured");
        JsonNode citation = answer.path("statements").get(0).path("citations").get(0);
        assertThat(citation.path("title").asString()).isEqualTo("Moths at street lamps");
        assertThat(citation.path("page").asInt()).isEqualTo(2);
        String quote = citation.path("quote").asString();
        assertThat(quote)
                .isEqualTo(
                        LAMPS.substring(
                                citation.path("start").asInt(), citation.path("end").asInt()))
                .contains("street lamps");
        assertThat(citation.path("url").asString())
                .startsWith("/library/paper/")
                .contains("page=2", "from=", "to=");
        assertThat(answer.path("related_documents").get(0).path("title").asString())
                .isEqualTo("Moths at street lamps");
        assertThat(answer.path("next_actions").get(0).path("text").asString())
                .contains("Moths at street lamps");
        assertThat(answer.path("kept").isNull()).isTrue();
        JsonNode receipt = answer.path("receipt");
        assertThat(receipt.path("without").asString()).isEqualTo("none");
        assertThat(receipt.path("index").path("cursor").asLong()).isPositive();
        assertThat(receipt.path("passages")).isNotEmpty();
    }

    @Test
    void saysThatTheLibraryDoesNotSayIt() {
        JsonNode answer =
                answer("{\"question\": \"Which volcano erupted in Iceland?\", \"keep\": true}");

        assertThat(answer.path("outcome").asString()).isEqualTo("not_found");
        assertThat(answer.path("statements")).isEmpty();
        assertThat(answer.path("kept").path("exchange").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|question is missing",
                "{\"question\": \"  \"}|question is missing",
                "{\"question\": \"a\", \"kind\": \"magic\"}|kind allows only: database, general, planning",
                "{\"question\": \"a\", \"conversation\": 0}|conversation must be",
                "{\"question\": [1]}|not the JSON",
                "not json|not the JSON"
            })
    @Asvs({"2.2.1", "4.1.1"})
    void saysWhatIsWrongWithAQuestion(String body, String complaint) {
        MvcTestResult answer = ask(body, MediaType.APPLICATION_JSON);

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).path("detail").asString()).contains(complaint);
    }

    @Test
    void refusesWhatIsTooLongOrUnknown() {
        String longest = "{\"question\": \"" + "a".repeat(1001) + "\"}";
        assertThat(ask(longest, MediaType.APPLICATION_JSON)).hasStatus(400);
        assertThat(
                        ask(
                                "{\"question\": \"a\", \"conversation\": 999999}",
                                MediaType.APPLICATION_JSON))
                .hasStatus(404);
        assertThat(
                        ask(
                                "{\"question\": \"a\", \"conversation\": 999999}",
                                MediaType.TEXT_EVENT_STREAM))
                .as("before a stream begins")
                .hasStatus(404);
    }

    @Test
    void keepsAConversationAndReadsItsSourcesAgain() {
        long id =
                answer("{\"question\": \"Why do moths circle street lamps?\", \"keep\": true}")
                        .path("kept")
                        .path("conversation")
                        .asLong();
        JsonNode second =
                answer(
                        "{\"question\": \"Which lamps attract fewer moths?\", \"kind\": \"planning\", \"conversation\": "
                                + id
                                + "}");
        assertThat(second.path("kept").path("exchange").asInt()).isEqualTo(2);

        JsonNode listed = get("/api/v1/conversations").path("conversations").get(0);
        assertThat(listed.path("title").asString()).isEqualTo("Why do moths circle street lamps?");
        assertThat(listed.path("exchanges").asInt()).isEqualTo(2);
        JsonNode first = get("/api/v1/conversations/" + id).path("exchanges").get(0);
        assertThat(first.path("state").asString()).isEqualTo("stands");
        assertThat(first.path("statements").get(0).path("text").asString()).contains("lamps");
    }

    @Test
    void renamesExportsAndDeletesAConversation() {
        long id =
                answer("{\"question\": \"Why do moths circle street lamps?\", \"keep\": true}")
                        .path("kept")
                        .path("conversation")
                        .asLong();
        String path = "/api/v1/conversations/" + id;

        assertThat(mvc.put().uri(path + "?title={t}", "蛾と 灯り").exchange()).hasStatusOk();
        assertThat(get(path).path("title").asString()).isEqualTo("蛾と 灯り");
        for (String title : new String[] {"", "   ", "x".repeat(Conversation.LONGEST_TITLE + 1)}) {
            assertThat(mvc.put().uri(path + "?title={t}", title).exchange()).hasStatus(400);
        }
        MvcTestResult markdown =
                mvc.get()
                        .uri(path + "/export?format=markdown")
                        .header("Accept-Language", "en")
                        .exchange();
        assertThat(markdown)
                .hasStatusOk()
                .hasHeader(
                        "Content-Disposition",
                        "attachment; filename=\"conversation-" + id + ".md\"");
        assertThat(text(markdown))
                .startsWith("# 蛾と 灯り\n\n## Why do moths circle street lamps?")
                .contains("> — Moths at street lamps, p. 2");
        assertThat(get(path + "/export").path("exchanges")).hasSize(1);
        assertThat(mvc.get().uri(path + "/export?format=pdf").exchange()).hasStatus(400);

        assertThat(mvc.delete().uri(path).exchange()).hasStatus(204);
        assertThat(mvc.get().uri(path).exchange()).hasStatus(404);
        assertThat(mvc.delete().uri(path).exchange()).hasStatus(404);
    }

    @Test
    void asksAgainAndTellsWhatHasChanged() {
        long id =
                answer("{\"question\": \"Why do moths circle street lamps?\", \"keep\": true}")
                        .path("kept")
                        .path("conversation")
                        .asLong();
        String path = "/api/v1/conversations/" + id + "/exchanges/1/replay";

        JsonNode same = json(mvc.post().uri(path).exchange());
        assertThat(same.path("index_moved").asBoolean()).isFalse();
        assertThat(same.path("passages")).isNotEmpty();
        for (JsonNode passage : same.path("passages")) {
            assertThat(passage.path("change").asString()).isEqualTo("same");
        }

        library.add(
                Category.PAPER,
                "paper/moths.pdf",
                "Moths at street lamps",
                2023,
                "Aoi Okada",
                "A page about something else.",
                "Moths circle street lamps for reasons that nobody knows.");
        library.awaitCaughtUp();
        JsonNode other = json(mvc.post().uri(path).exchange());

        assertThat(other.path("index_moved").asBoolean()).isTrue();
        assertThat(other.path("passages").toString()).contains("\"changed\"");
        assertThat(other.path("statements").toString()).contains("\"gone\"", "\"new\"");
        assertThat(other.path("answer").path("kept").isNull()).isTrue();
        JsonNode earlier = get("/api/v1/conversations/" + id).path("exchanges").get(0);
        assertThat(earlier.path("state").asString()).isEqualTo("changed");
        assertThat(earlier.path("notice").asString()).contains("changed since");
        assertThat(mvc.post().uri(path.replace("/1/", "/7/")).exchange()).hasStatus(404);
    }

    @Test
    void answersAConsultationInTheOldShape() {
        MvcTestResult answer =
                mvc.post()
                        .uri("/api/consultation")
                        .header("Accept-Language", "en")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"query\": \"Which data of lecture rooms are there?\", \"consultation_type\": \"database\", \"model\": \"gpt-4\"}")
                        .exchange();

        assertThat(answer).hasStatusOk();
        JsonNode json = json(answer);
        assertThat(json.propertyNames())
                .contains("advice", "related_documents", "relevant_datasets", "next_actions");
        assertThat(json.path("advice").asString())
                .contains(" [1]", "[1] Air quality of twelve lecture rooms, p. 1");
        JsonNode dataset = json.path("relevant_datasets").get(0);
        assertThat(dataset.propertyNames())
                .contains("type", "id", "name", "description", "file_count", "total_size");
        assertThat(dataset.path("type").asString()).isEqualTo("dataset");
        for (JsonNode action : json.path("next_actions")) {
            assertThat(action.isString()).isTrue();
        }
        for (String wrong :
                new String[] {
                    "{}",
                    "{\"query\": \"\"}",
                    "{\"query\": \"a\", \"consultation_type\": \"other\"}",
                }) {
            assertThat(
                            mvc.post()
                                    .uri("/api/consultation")
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .content(wrong)
                                    .exchange())
                    .hasStatus(400);
        }
    }

    @Test
    void saysThatSearchIsDown() {
        index.breakDown(true);

        assertThat(ask("{\"question\": \"moths\"}", MediaType.APPLICATION_JSON)).hasStatus(503);
    }
}
