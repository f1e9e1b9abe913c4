package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.ModelService;
import researchpaas.answer.ScriptedModel;
import researchpaas.answer.TestModels;
import researchpaas.operate.AnswerQuestions.Asked;
import researchpaas.operate.AnswerQuestions.Place;
import researchpaas.operate.EvaluateAnswers.Measured;
import tools.jackson.databind.json.JsonMapper;

/// The questions over the samples, answered with a model that does what a good one would: it quotes
/// the evidence where it was given it and says so where it was not. Asked for other words, it knows
/// those of the other language for the nine questions whose evidence is in that language only, put
/// down word for word. So the figures are those of finding, of the protocol and of the checks.
@Tag("long")
@SpringBootTest(properties = "research-paas.llm.provider=scripted")
class EvaluateAnswersTest {
    private static final Path QUESTIONS = Path.of("samples-src/answers.tsv");
    private static final Path HELD_OUT = Path.of("samples-src/answers-held-out.tsv");
    private static final Path BLIND = Path.of("samples-src/answers-held-out-3.tsv");

    private static final Map<String, String> IN_THE_OTHER_LANGUAGE =
            Map.of(
                    "灯油ストーブの排気は冬の夜の気温をどれだけ上げますか。",
                    "kerosene heater exhaust winter night air temperature rise",
                    "Which of the three wells has the warmest water?",
                    "三つの井戸 水温 最も高い",
                    "How far does the cool air of the irrigation pond reach?",
                    "ため池 溜池 冷気 どこまで届く",
                    "寮の部屋の結露は洗濯物とどう関係しますか。",
                    "dormitory room condensation laundry",
                    "How much food waste did the half-rice button save?",
                    "半ライス ボタン 食べ残し 減少",
                    "Which seats in the library are the quietest?",
                    "図書館 最も静かな席",
                    "バス停の白い塗装にはどんな欠点がありましたか。",
                    "bus stop white paint drawbacks",
                    "記録計のCO2の値は屋外で何ppmになるべきですか。",
                    "logger CO2 carbon dioxide outdoors ppm",
                    "At what CO2 level in ppm does the ventilation sign in the classroom turn red?",
                    "教室 換気サイン 赤 CO2 ppm");
    private static final AtomicReference<List<Asked>> ASKED = new AtomicReference<>(List.of());

    @TempDir static Path home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("research-paas.home", home::toString);
        registry.add("research-paas.database.path", () -> home.resolve("library.db").toString());
        registry.add(
                "research-paas.folder.root", () -> Path.of("samples").toAbsolutePath().toString());
        registry.add("research-paas.ingest.automatic", () -> "false");
        registry.add("research-paas.llm.tokens-a-day", () -> "0");
        registry.add("research-paas.llm.tokens-a-day-account", () -> "0");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class WithScriptedModel {
        @Bean
        ModelService scripted() {
            return TestModels.service(ScriptedModel.writing(EvaluateAnswersTest::write));
        }
    }

    @Autowired EvaluateAnswers evaluate;
    @Autowired AnswerQuestions questions;

    @Test
    void aModelThatQuotesTheEvidenceIsProvedAndOneWithoutEvidenceRefuses() throws Exception {
        Measured all = measured(QUESTIONS);

        assertThat(all.recall()).isGreaterThanOrEqualTo(.9);
        assertThat(all.falseRefusals()).isLessThanOrEqualTo(.05);
    }

    @Test
    void andOnASecondSet() throws Exception {
        Measured all = measured(HELD_OUT);

        assertThat(all.recall()).isGreaterThanOrEqualTo(.9);
        assertThat(all.falseRefusals()).isLessThanOrEqualTo(.05);
    }

    @Test
    void andOnQuestionsThatNothingWasChosenBy() throws Exception {
        Measured all = measured(BLIND);

        assertThat(all.recall()).isGreaterThanOrEqualTo(.9);
        assertThat(all.falseRefusals()).isLessThanOrEqualTo(.05);
    }

    private Measured measured(Path file) throws InterruptedException {
        ASKED.set(questions.read(file));
        EvaluateAnswers.Report report = evaluate.evaluate(file);
        System.out.println(file + " " + JsonMapper.shared().writeValueAsString(report));
        Measured all = report.all();
        assertThat(all.proved()).isEqualTo(1);
        assertThat(all.refusedOff()).isGreaterThanOrEqualTo(.99);
        assertThat(all.refusedMissing()).isGreaterThanOrEqualTo(.99);
        assertThat(all.refusedRemoved()).isGreaterThanOrEqualTo(.9);
        return all;
    }

    private static String write(Prompt prompt) {
        String given = prompt.turns().getLast().text();
        String otherWords = IN_THE_OTHER_LANGUAGE.get(given);
        if (otherWords != null) {
            return otherWords;
        }
        StringBuilder lines = new StringBuilder();
        for (Asked asked : ASKED.get()) {
            if (given.contains("QUESTION>>\n" + asked.question() + "\n")) {
                asked.needs().forEach(need -> lines.append(line(need, given)));
            }
        }
        return lines.isEmpty() ? "{\"none\": true}" : lines.toString();
    }

    /// The first of the need's places that stands in a passage, said in its own words.
    private static String line(List<Place> need, String given) {
        Matcher passages =
                Pattern.compile("(?s)<<\\w+ PASSAGE (P\\d+)>>\n(.*?)<<\\w+ END>>").matcher(given);
        while (passages.find()) {
            for (Place place : need) {
                if (plain(passages.group(2)).contains(plain(place.quote()))) {
                    String words = place.quote().replace("\"", "\\\"");
                    return "{\"say\":\"%s\",\"quotes\":[{\"passage\":\"%s\",\"words\":\"%s\"}]}\n"
                            .formatted(words, passages.group(1), words);
                }
            }
        }
        return "";
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }
}
