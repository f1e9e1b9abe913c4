package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.Progress.Proved;
import researchpaas.answer.Progress.Stage;
import researchpaas.answer.Progress.Step;
import researchpaas.document.Category;
import researchpaas.document.FileId;

class AnswerQuestionTest {
    private static final String WELLS =
            "The temple well is 5 m deep. Its water was 17.4 °C on average, the warmest of the three"
                    + " wells. Shallow wells follow the weather.";
    private static final String FANS =
            "Ceiling fans left the air temperature unchanged but shifted the votes towards neutral."
                    + " Blinds lowered it by 1.3 K.";

    private AnswerWorld world;

    @BeforeEach
    void open(@TempDir Path home) {
        world = new AnswerWorld(home);
        world.add("wells.pdf", "Three Wells", "An overview of wells.", WELLS);
        world.add("fans.pdf", "Thermal Comfort in Lecture Rooms", FANS);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// A line of the protocol about the passage that holds these words.
    private static String line(Prompt prompt, String say, String words) {
        return "{\"say\": \"%s\", \"quotes\": [{\"passage\": \"%s\", \"words\": \"%s\"}]}\n"
                .formatted(say, handle(prompt, words), words);
    }

    private static String handle(Prompt prompt, String words) {
        Matcher passages =
                Pattern.compile("(?s)<<\\w+ PASSAGE (P\\d+)>>(.*?)<<\\w+ END>>")
                        .matcher(prompt.turns().getLast().text());
        while (passages.find()) {
            if (passages.group(2).contains(words)) {
                return passages.group(1);
            }
        }
        return "P0";
    }

    private static List<String> said(Answer answer) {
        return answer.statements().stream().map(Statement::text).toList();
    }

    @Test
    void aModelsStatementsAreToldAsTheyAreProved() {
        ScriptedModel model =
                new ScriptedModel(prompt -> {
                    String text =
                            line(
                                            prompt,
                                            "The temple well is the warmest.",
                                            "the warmest of the three wells")
                                    + line(
                                            prompt,
                                            "It holds 99 fish.",
                                            "The temple well is 5 m deep")
                                    + line(
                                            prompt,
                                            "The temple well is 5 m deep.",
                                            "The temple well is 5 m deep");
                    return List.of("Sure!\n```json\n", text.substring(0, 30), text.substring(30));
                });
        List<Progress> told = new ArrayList<>();

        Answer answer = world.ask("How warm is the temple well?", TestModels.of(model), told::add);

        assertThat(answer).isInstanceOf(Answer.Grounded.class);
        assertThat(said(answer))
                .containsExactly("The temple well is the warmest.", "The temple well is 5 m deep.");
        assertThat(told)
                .containsExactly(
                        new Stage(Step.SEARCHING),
                        new Stage(Step.READING),
                        new Stage(Step.WRITING),
                        new Proved(answer.statements().get(0)),
                        new Progress.Withheld(1),
                        new Proved(answer.statements().get(1)),
                        new Stage(Step.CHECKING));
        assertThat(answer.trace().withheld()).isEqualTo(1);
        assertThat(answer.trace().without()).isNull();
        assertThat(answer.trace().written()).isNotNull();
    }

    /// A mark between two numbers that are proved would make a third of them.
    @Test
    void whatIsProvedAndToldAreTheWordsWithoutMarks() {
        ScriptedModel model =
                ScriptedModel.writing(prompt ->
                        line(
                                        prompt,
                                        "The **temple well** is `5 m` *deep*.",
                                        "The temple well is 5 m deep")
                                + line(
                                        prompt,
                                        "The temple well was 17.4**5** °C on average.",
                                        "The temple well is 5 m deep. Its water was 17.4 °C on average"));
        List<Progress> told = new ArrayList<>();

        Answer answer = world.ask("How warm is the temple well?", TestModels.of(model), told::add);

        assertThat(said(answer)).containsExactly("The temple well is 5 m deep.");
        assertThat(told).contains(new Proved(answer.statements().getFirst()));
        assertThat(answer.trace().withheld()).isEqualTo(1);
    }

    @Test
    void aModelMaySayThatTheMaterialHasNoAnswer() {
        Answer answer =
                world.ask(
                        "How old is the temple well?",
                        ScriptedModel.writing(_ -> "{\"none\": true}"));

        assertThat(answer).isInstanceOf(Answer.NotFound.class);
        assertThat(answer.trace().written()).isNotNull();
    }

    @Test
    void whereAModelProvesNothingTheSourcesAnswer() {
        Answer answer =
                world.ask(
                        "How warm is the temple well?",
                        ScriptedModel.writing(_ -> "It is very warm, believe me."));

        assertThat(answer).isInstanceOf(Answer.Extractive.class);
        assertThat(answer.trace().without()).isNull();
    }

    @Test
    void whereAModelFailsTheSourcesAnswerAndTheReasonIsTold() {
        for (Why why : Why.values()) {
            if (why != Why.CANCELLED) {
                Answer answer =
                        world.ask("How warm is the temple well?", ScriptedModel.failing(why));

                assertThat(answer).isInstanceOf(Answer.Extractive.class);
                assertThat(answer.trace().without()).isEqualTo(why);
                assertThat(answer.trace().written() == null)
                        .as("%s: nothing was used", why)
                        .isEqualTo(why != Why.TOO_SLOW);
            }
        }
    }

    @Test
    void whatWasProvedBeforeAModelBrokeOffStays() {
        ScriptedModel model =
                new ScriptedModel(prompt ->
                        new ArrayList<>(
                                List.of(
                                        line(
                                                prompt,
                                                "The temple well is 5 m deep.",
                                                "The temple well is 5 m deep"))) {
                            @Override
                            public java.util.Iterator<String> iterator() {
                                var lines = super.iterator();
                                return new java.util.Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        return true;
                                    }

                                    @Override
                                    public String next() {
                                        if (lines.hasNext()) {
                                            return lines.next();
                                        }
                                        throw new LanguageModel.ModelUnavailable(
                                                Why.UNREACHABLE, "cut", null);
                                    }
                                };
                            }
                        });

        Answer answer = world.ask("How warm is the temple well?", model);

        assertThat(answer).isInstanceOf(Answer.Grounded.class);
        assertThat(said(answer)).containsExactly("The temple well is 5 m deep.");
        assertThat(answer.trace().without()).isEqualTo(Why.UNREACHABLE);
        Trace.Written written = answer.trace().written();
        assertThat(written).as("it is paid for").isNotNull();
        assertThat(written.model()).isEqualTo("scripted-1");
        assertThat(written.usage().input()).isGreaterThan(300);
        assertThat(written.usage().output()).isBetween(10L, 100L);
    }

    @Test
    void nothingThatTheReaderMayNotSeeGoesIntoAPrompt() {
        Set<Principal> staff = Set.of(new Principal("role:faculty"));
        world.add(
                staff,
                Category.PAPER,
                "secret.pdf",
                "Secret wells",
                "The secret well is poisoned.");
        ScriptedModel model = ScriptedModel.writing(_ -> "{\"none\": true}");

        world.ask("Is the secret well poisoned, or the temple well?", model);

        assertThat(model.prompts()).isNotEmpty();
        assertThat(model.prompts().getLast().turns().getLast().text())
                .contains("temple well is 5 m");
        assertThat(model.prompts().toString())
                .doesNotContain("Secret wells", "The secret well is poisoned");
    }

    @Test
    void whatIsRevokedWhileAModelWritesIsNotShown() {
        FileId rumour =
                world.add("rumour.pdf", "A rumour", "The temple well is haunted by a heron.");
        ScriptedModel model =
                ScriptedModel.writing(prompt -> {
                    world.hideBehindTheIndex(rumour);
                    return line(prompt, "A heron haunts the temple well.", "haunted by a heron")
                            + line(
                                    prompt,
                                    "The temple well is 5 m deep.",
                                    "The temple well is 5 m deep");
                });

        Answer answer = world.ask("What haunts the temple well?", model);

        assertThat(said(answer)).containsExactly("The temple well is 5 m deep.");
    }

    @Test
    void anInterruptEndsTheRequestAndHarmsNothing() throws Exception {
        ScriptedModel slow =
                new ScriptedModel(_ -> List.of("{", "{", "{", "{"), Duration.ofSeconds(30));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread asking =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                world.ask("How warm is the temple well?", slow);
                            } catch (AnswerQuestion.Cancelled e) {
                                thrown.set(e);
                            }
                        });
        while (slow.open() == 0) {
            Thread.onSpinWait();
        }
        asking.interrupt();

        assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
        assertThat(thrown.get()).isNotNull();
        assertThat(slow.open()).isZero();
        assertThat(slow.cancelled()).isEqualTo(1);
        assertThat(world.ask("How warm is the temple well?").statements()).isNotEmpty();
    }

    /// An interrupt in the middle of a search closes the files of an index that reads by channels.
    @Test
    void whoLeavesWhileTheIndexIsReadLeavesItWhole() throws Exception {
        for (int i = 0; i < 40; i++) {
            Thread asking =
                    Thread.ofPlatform()
                            .start(() -> {
                                assertThatThrownBy(
                                                () -> {
                                                    Thread.currentThread().interrupt();
                                                    world.ask("How warm is the temple well?");
                                                })
                                        .isInstanceOf(AnswerQuestion.Cancelled.class);
                            });
            asking.join();
        }
        assertThat(world.ask("How warm is the temple well?").statements()).isNotEmpty();
    }

    @Test
    void aPlanComesWithNextStepsThatAreProvedToo() {
        Question plan =
                new Question(
                        "How should we cool the lecture rooms?",
                        Question.Kind.PLANNING,
                        null,
                        List.of());
        ScriptedModel model =
                ScriptedModel.writing(prompt ->
                        line(
                                        prompt,
                                        "Blinds lower the temperature by 1.3 K.",
                                        "Blinds lowered it by 1.3 K")
                                + line(prompt, "Hang blinds first.", "Blinds lowered it by 1.3 K")
                                        .replace("\"say\"", "\"next\"")
                                + line(prompt, "Buy 400 machines.", "Blinds lowered it by 1.3 K")
                                        .replace("\"say\"", "\"next\""));

        Answer answer =
                world.answering(TestModels.of(model)).answer(plan, Reader.nobody(), _ -> {});

        assertThat(answer.nextActions())
                .filteredOn(NextAction.Proposed.class::isInstance)
                .singleElement()
                .matches(next ->
                        ((NextAction.Proposed) next)
                                .statement()
                                .text()
                                .equals("Hang blinds first."));
    }

    // --- understanding

    @Test
    void anAcronymLeadsToTextsThatUseItsLongForm() {
        world.add("a.pdf", "Streets", "The sky view factor (SVF) was taken from photographs.");
        world.add("b.pdf", "Alleys", "A low sky view factor keeps an alley warm at night.");

        Answer answer = world.ask("What does the SVF do at night?");

        assertThat(answer.trace().searched())
                .anyMatch(searched -> searched.contains("sky view factor"));
        assertThat(answer.related()).anyMatch(one -> one.document().title().equals("Alleys"));
    }

    @Test
    void aModelFindsTheWordsOfTheOtherLanguageWhereTheQuestionsOwnFindLittle() {
        world.add("ike.pdf", "溜池の夜", "溜池の冷たい空気は岸からおよそ150mまで届く。");
        ScriptedModel model =
                ScriptedModel.writing(prompt ->
                        prompt.instructions().contains("searched by words")
                                ? "溜池 冷たい空気 届く\n1. irrigation pond cool air\n"
                                : line(
                                        prompt,
                                        "The cool air reaches about 150 m.",
                                        "岸からおよそ150mまで届く"));

        Answer answer = world.ask("How far does the breath of the reservoir go?", model);

        assertThat(said(answer)).containsExactly("The cool air reaches about 150 m.");
        assertThat(answer.statements().getFirst().marked()).as("translated").isTrue();
        assertThat(answer.trace().searched()).contains("溜池 冷たい空気 届く", "irrigation pond cool air");
    }
}
