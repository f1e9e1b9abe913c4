package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.document.Category;

/// What the sources' own sentences answer.
class ExtractiveAnswerTest {
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

    private static List<String> said(Answer answer) {
        return answer.statements().stream().map(Statement::text).toList();
    }

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
}
