package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    // --- without a model

    @Test
    void theSourcesOwnSentencesAnswerWithoutAModel() {
        Answer answer = world.ask("How warm is the water of the temple well?");

        assertThat(answer).isInstanceOf(Answer.Extractive.class);
        assertThat(said(answer))
                .contains("Its water was 17.4 °C on average, the warmest of the three wells.");
        Citation citation =
                answer.statements().stream()
                        .filter(one -> one.text().startsWith("Its water"))
                        .findFirst()
                        .orElseThrow()
                        .citations()
                        .getFirst();
        assertThat(citation.title()).isEqualTo("Three Wells");
        assertThat(citation.page()).isEqualTo(2);
        assertThat(WELLS.substring(citation.start(), citation.end())).isEqualTo(citation.quote());
        assertThat(answer.trace().without()).isEqualTo(Why.NONE);
        assertThat(answer.related())
                .first()
                .matches(one -> one.document().title().equals("Three Wells"));
        assertThat(answer.trace().read()).anyMatch(Trace.Read::cited);
    }

    @Test
    void whatTheLibraryDoesNotSayIsNotAnswered() {
        Answer answer = world.ask("Who won the football championship?");

        assertThat(answer).isInstanceOf(Answer.NotFound.class);
        assertThat(answer.nextActions()).contains(new NextAction.AddDocuments());
    }

    /// Only "treatment" stands in the library; that the question is about it is chance.
    @Test
    void oneTellingWordOfSeveralIsNoEvidence() {
        world.add("shelters.pdf", "Bus Shelters", "Each treatment was given to three shelters.");

        assertThat(world.ask("What is the treatment for migraine?"))
                .isInstanceOf(Answer.NotFound.class);
        assertThat(world.ask("Which treatment was given to the shelters?"))
                .isInstanceOf(Answer.Extractive.class);
    }

    /// A report on the survey does not name it in each sentence; those that do are no better.
    @Test
    void theTitleSpeaksForEachSentenceBelowIt() {
        world.add(
                "survey.pdf",
                "The Auk Survey",
                "The Auk survey had a boat. The Auk survey had a guide. Rain spoilt the Auk survey."
                        + " Fog spoilt the Auk survey. Everybody praised the Auk survey. Nobody paid"
                        + " the Auk survey. Teachers joined the Auk survey. Fishermen joined the Auk"
                        + " survey too. Counting went on for 12 days.");

        assertThat(said(world.ask("How long was the Auk survey?")))
                .contains("Counting went on for 12 days.");
    }

    @Test
    void aShortSentenceDoesNotStandForALongOneThatBeginsLikeIt() {
        world.add("pond.pdf", "溜池のこれから", "駐車場は使えません。溜池を埋めて駐車場にすると、団地の気温は1℃以上高くなると見積もられる。");

        assertThat(said(world.ask("溜池を埋め立てて駐車場にしたらどうなりますか。")))
                .contains("溜池を埋めて駐車場にすると、団地の気温は1℃以上高くなると見積もられる。");
    }

    /// A name that no dictionary has: what the sentences mean is not compared.
    @Test
    void ofSentencesThatSayAsMuchTheShortOnesComeFirst() {
        String longest = "ヌマガイは、古い本では隣の池の鮒と同じ仲間に数えられ、聞き取りに応じた漁師の多くも、季節や光によっては見分けられないと話していた。";
        world.add(
                "lake.pdf",
                "湖の魚",
                longest
                        + "夕方にヌマガイは貝を食べる。岸の葦でヌマガイは卵を産む。冬になるとヌマガイは底で眠る。船の下にヌマガイは隠れる。"
                        + "雨の朝にヌマガイは跳ねる。音を聞くとヌマガイは逃げる。祭りの日にヌマガイは放される。");

        assertThat(said(world.ask("ヌマガイとは？"))).contains("祭りの日にヌマガイは放される。").doesNotContain(longest);
    }

    @Test
    void ofATableNoMoreThanTwoRowsAreShownAlsoOfThoseWithOneFigure() {
        world.add(
                "noise.pdf",
                "図書館の音",
                "座席と音\n窓側の席 36.3\n書架の席 41.0\n共同の席 53.8\n入口の席 51.0\n図書館の音は昼に大きく、朝は静かであると何人もが答えた。");

        assertThat(said(world.ask("図書館の音は何デシベルですか。")))
                .filteredOn(one -> one.contains("の席 "))
                .hasSize(2);
    }

    /// The points of a list end in a semicolon, in "and", or in nothing.
    @Test
    void aPointOfAListIsAsGoodAsASentence() {
        world.add(
                "heron.pdf",
                "水辺の鳥",
                "• アオサギは首が黒い;\n• アオサギは夜にも魚をとる\n夏のアオサギは川に立つ。森のアオサギは松に巣を作る。朝のアオサギは低く飛ぶ。"
                        + "冬のアオサギは海へ移る。雨のアオサギは動かない。町のアオサギは池に来る。若いアオサギは灰色に見える。");

        assertThat(said(world.ask("アオサギはどんな鳥ですか。"))).contains("• アオサギは首が黒い;", "• アオサギは夜にも魚をとる");
    }

    @Test
    void aRowIsFoundByTheHeadOfItsColumnToo() {
        world.add(
                "shelters.pdf",
                "Bus Shelters",
                "Bus shelters were treated in summer. Passengers rated each shelter.",
                "Treatment Globe Rating\nShade -6.8 3.9\nMist -2.2 3.4\nPaint 0.9 2.3");

        assertThat(said(world.ask("Which rating did mist get?"))).contains("Mist -2.2 3.4");
    }

    /// "Auk" alone would be one word of several.
    @Test
    void oneOfHundredsOfRowsIsFoundByTheDateAndThePlaceThatAreAskedFor() {
        String[] passages = new String[60];
        for (int i = 0; i < passages.length; i++) {
            LocalDate day = LocalDate.of(2024, 6, 1).plusDays(2L * i);
            passages[i] =
                    Stream.of(day, day.plusDays(1))
                            .flatMap(one ->
                                    Stream.of("北の泉", "南の泉")
                                            .map(spring ->
                                                    "日付：%s；泉：%s；水量_l：%d"
                                                            .formatted(
                                                                    one,
                                                                    spring,
                                                                    100 + one.getDayOfYear())))
                            .collect(Collectors.joining("\n"));
        }
        world.add(Set.of(Principal.ANYONE), Category.DATASET, "泉/水量.csv", "泉の水量", passages);

        assertThat(said(world.ask("2024年8月5日の南の泉の水量はどのくらいでしたか。")))
                .contains("日付：2024-08-05；泉：南の泉；水量_l：318");
        assertThat(said(world.ask("令和6年9月14日、北の泉の水量は？"))).contains("日付：2024-09-14；泉：北の泉；水量_l：358");
    }

    @Test
    void aDateIsTheSameDayInTheOtherLanguage() {
        world.add(
                "diary.pdf", "Diary", "On 6 February the raft sank.", "On 7 March it was raised.");

        assertThat(said(world.ask("What happened to the raft on 2024-02-06?")))
                .contains("On 6 February the raft sank.");
        assertThat(said(world.ask("2月6日に、raftはどうなりましたか。")))
                .contains("On 6 February the raft sank.");
    }

    @Test
    void whomToWriteToAndWhatACodeMeansStandUnderTheirOwnNames() {
        world.add(
                "codes.pdf",
                "Raft Survey",
                "The raft survey has a flag in each line.\n1: the raft drifted\n2: the rope was wet\n"
                        + "Contact: Aki Sato\nCC0 1.0 Universal");

        assertThat(said(world.ask("What does flag 2 of the raft survey mean?")))
                .contains("2: the rope was wet");
        assertThat(said(world.ask("Whom can I ask about the raft survey?")))
                .contains("Contact: Aki Sato");
        assertThat(said(world.ask("Under what licence is the raft survey?")))
                .contains("CC0 1.0 Universal");
    }

    @Test
    void aLoanWordIsSaidByTheWordThatItCameFromAndTheOtherWayRound() {
        world.add("auk.pdf", "Auk Islet", "On Auk islet 312 penguins were counted.");
        world.add("skerry.pdf", "スケリー島", "Skerryの島ではアルバトロスが47羽数えられた。");

        assertThat(said(world.ask("Aukのペンギンはどのように暮らしているか。")))
                .containsExactly("On Auk islet 312 penguins were counted.");
        assertThat(said(world.ask("How do Skerry albatrosses live?")))
                .containsExactly("Skerryの島ではアルバトロスが47羽数えられた。");
        assertThat(world.ask("Aukのペンダントはどのように磨かれているか。")).isInstanceOf(Answer.NotFound.class);
    }

    @Test
    void aLoanWordThatWasFoundInBothScriptsIsSearchedForInBoth() {
        world.add("boxes.pdf", "巣箱", "ペンギン（Spheniscus penguin）の巣箱を置いた。");
        world.add("birds.pdf", "Counts", "In spring 312 penguins were counted.");

        assertThat(world.ask("ペンギンの巣箱").related())
                .extracting(one -> one.document().title())
                .contains("巣箱", "Counts");
    }

    @Test
    void whatIsAskedInOneLanguageIsAnsweredInTheOther() {
        world.add("騒音.pdf", "図書館の静けさ", "三階の窓の近くでは、騒音は34デシベルまで下がった。");

        assertThat(said(world.ask("寺の井戸の水はどのくらい暖かいですか。")))
                .anyMatch(sentence -> sentence.contains("17.4 °C"));
        assertThat(said(world.ask("How much noise is there beside the windows?")))
                .anyMatch(sentence -> sentence.contains("34デシベル"));
    }

    /// The fake model takes texts for near that begin with letters near to each other.
    @Test
    void whatIsNearInMeaningNeedsFewerOfTheQuestionsWords() {
        world.add("carp.pdf", "Carp", "Whiskered carp sleep in the mud of deep ponds.");
        world.add("otter.pdf", "Otters", "All otters swim in the cold of fast rivers.");

        assertThat(said(world.ask("Where do carp sleep, dream, hide, hunt and rest?")))
                .containsExactly("Whiskered carp sleep in the mud of deep ponds.");
        assertThat(world.ask("Where do otters swim, dream, hide, hunt and rest?"))
                .isInstanceOf(Answer.NotFound.class);
    }

    @Test
    void aModelIsGivenWhatStandsBesideTheFoundPassagesToo() {
        world.add("pond.pdf", "覚え書き", "秋には溜池の水を抜く。", "あとには泥だけが残る。", "蛙は川へ移る。", "冬は静かだ。");
        List<String> given = new ArrayList<>();

        world.ask(
                "溜池の水はいつ抜きますか。",
                ScriptedModel.writing(prompt -> {
                    given.add(prompt.turns().getLast().text());
                    return "{\"none\": true}";
                }));

        assertThat(given).last().asString().contains("あとには泥だけが残る。").doesNotContain("冬は静かだ。");
    }

    @Test
    void whatStandsUnderAShortLineIsAboutIt() {
        world.add(
                "lending.pdf",
                "Lending Instruments",
                "Instruments are lent for two weeks.\n\nBroken instruments\n"
                        + "Tell the preparation room at once.\n\nExtension\n"
                        + "Ask for one more week by telephone.");

        assertThat(said(world.ask("What if instruments are broken?")))
                .contains("Tell the preparation room at once.");
    }

    @Test
    void aShortQuestionGoesOnFromTheOneBeforeIt() {
        Question again =
                new Question(
                        "And how deep?",
                        Question.Kind.GENERAL,
                        null,
                        List.of(
                                new Question.Exchange(
                                        "How warm is the temple well?", "It is 17.4 °C.")));

        Answer answer =
                world.answering(TestModels.none()).answer(again, AnswerWorld.STUDENT, _ -> {});

        assertThat(said(answer)).contains("The temple well is 5 m deep.");
    }

    // --- with a model

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
