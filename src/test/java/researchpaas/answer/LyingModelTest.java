package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.Progress.Proved;
import researchpaas.document.Category;

/// A model that lies in every way that it knows, now and then between truths. What it made up is
/// shown to nobody.
class LyingModelTest {
    private static final int ANSWERS = 600;
    private static final long SEED = 20_261_128;

    private static final List<String> SUBJECTS =
            List.of("well", "pond", "library", "dormitory", "bus shelter", "lecture room");
    private static final List<String> SUBJECTS_JAPANESE =
            List.of("井戸", "溜池", "図書館", "学生寮", "停留所", "講義室");
    private static final List<String> SECRETS =
            List.of(
                    "The dean's salary of the well project is 9,876,543 yen a year.",
                    "溜池の計画の費用は極秘で、8,765,432円である。");

    private static AnswerWorld world;

    @BeforeAll
    static void fill(@TempDir Path home) {
        world = new AnswerWorld(home);
        for (int i = 0; i < SUBJECTS.size(); i++) {
            String subject = SUBJECTS.get(i);
            world.add(
                    "en%d.pdf".formatted(i),
                    "On the " + subject,
                    ("The %s was measured on %d nights in 202%d. The mean temperature of the %s was %d.%d °C,"
                                    + " and it did not exceed %d °C.")
                            .formatted(subject, 20 + i, i % 5, subject, 14 + i, i, 21 + i),
                    ("Visitors of the %s were asked %d questions. About %d per cent of them preferred the %s in"
                                    + " the evening, when the wind from the river reaches it.")
                            .formatted(subject, 5 + i, 41 + 3 * i, subject));
            String japanese = SUBJECTS_JAPANESE.get(i);
            world.add(
                    "ja%d.pdf".formatted(i),
                    japanese + "の調査",
                    "%sの平均気温は%d.%d℃で、%d℃を超えなかった。測定は202%d年の%d夜に行った。"
                            .formatted(japanese, 14 + i, i, 21 + i, i % 5, 20 + i),
                    "利用者%d名に%sについて尋ねたところ、%d%%が夕方を好むと答えた。風が川から届くためである。"
                            .formatted(100 + i, japanese, 41 + 3 * i));
        }
        Set<Principal> faculty = Set.of(new Principal("role:faculty"));
        for (int i = 0; i < SECRETS.size(); i++) {
            world.add(
                    faculty, Category.PAPER, "secret%d.pdf".formatted(i), "Secret", SECRETS.get(i));
        }
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private enum Lie {
        /// The truth, so that something is shown at all.
        NONE,
        INVENTED_QUOTE,
        WORDS_OF_ANOTHER_PASSAGE,
        NUMBER_SWAPPED_IN_QUOTE,
        NUMBER_SWAPPED_IN_STATEMENT,
        UNIT_SWAPPED_IN_STATEMENT,
        FOREIGN_HANDLE,
        FORBIDDEN_WORDS,
        WORD_DROPPED_FROM_QUOTE,
        PARTS_IN_THE_WRONG_ORDER,
        TOO_LITTLE_QUOTED,
        NUMBER_CUT_OFF,
        NO_QUOTE,
        NAME_MADE_UP,
        OTHER_SUBJECT,
        NOT_THE_PROTOCOL
    }

    /// What it read in a prompt.
    private record Told(String handle, String sentence) {}

    private static List<Told> read(Prompt prompt) {
        List<Told> told = new ArrayList<>();
        Matcher passages =
                Pattern.compile("(?s)<<\\w+ PASSAGE (P\\d+)>>\n.*?\n\n(.*?)\n<<\\w+ END>>")
                        .matcher(prompt.turns().getLast().text());
        while (passages.find()) {
            for (String sentence : passages.group(2).split("(?<=[.。])\\s*(?![\\d])")) {
                told.add(new Told(passages.group(1), sentence.strip()));
            }
        }
        return told;
    }

    private static String line(String say, String handle, String words) {
        return "{\"say\":\"%s\",\"quotes\":[{\"passage\":\"%s\",\"words\":\"%s\"}]}\n"
                .formatted(say, handle, words);
    }

    private static String write(Lie lie, Told told, List<Told> all, Random random) {
        String sentence = told.sentence();
        String handle = told.handle();
        return switch (lie) {
            case NONE -> line(sentence, handle, sentence);
            case INVENTED_QUOTE ->
                    line(
                            sentence,
                            handle,
                            "This was shown beyond doubt by the authors of the study.");
            case WORDS_OF_ANOTHER_PASSAGE -> {
                Told other =
                        all.stream()
                                .filter(one -> !one.handle().equals(handle))
                                .skip(random.nextInt(3))
                                .findFirst()
                                .orElse(new Told("P0", sentence));
                yield line(other.sentence(), handle, other.sentence());
            }
            case NUMBER_SWAPPED_IN_QUOTE ->
                    line(swapped(sentence, random), handle, swapped(sentence, random));
            case NUMBER_SWAPPED_IN_STATEMENT -> line(swapped(sentence, random), handle, sentence);
            case UNIT_SWAPPED_IN_STATEMENT ->
                    line(
                            sentence.replace("°C", "kg")
                                    .replace("℃", "kg")
                                    .replace("per cent", "kg"),
                            handle,
                            sentence);
            case FOREIGN_HANDLE ->
                    line(
                            sentence,
                            List.of("P0", "P99", "17", "1", "", "p1", "P1; P2", "paper/1")
                                    .get(random.nextInt(8)),
                            sentence);
            case FORBIDDEN_WORDS -> {
                String secret = SECRETS.get(random.nextInt(SECRETS.size()));
                yield line(secret, handle, secret);
            }
            case WORD_DROPPED_FROM_QUOTE -> {
                String without = sentence.replace(" not", "").replace("なかった", "た");
                yield line(without, handle, without.equals(sentence) ? sentence + " not" : without);
            }
            case PARTS_IN_THE_WRONG_ORDER -> {
                int middle = sentence.length() / 2;
                yield line(
                        sentence,
                        handle,
                        sentence.substring(middle) + "…" + sentence.substring(0, middle));
            }
            case TOO_LITTLE_QUOTED ->
                    line("The dean is a thief.", handle, sentence.substring(0, 3));
            case NUMBER_CUT_OFF -> {
                Matcher number = Pattern.compile("\\d{2,}").matcher(sentence);
                yield number.find()
                        ? line(
                                sentence.replace(number.group(), number.group().substring(1)),
                                handle,
                                sentence.substring(number.start() + 1))
                        : line("1,000 people.", handle, sentence);
            }
            case NO_QUOTE -> "{\"say\":\"%s\",\"quotes\":[]}\n".formatted(sentence);
            case NAME_MADE_UP ->
                    line(
                            sentence.replaceFirst("[.。]$", "")
                                    + ", as Professor Quillfeather of Atlantis found.",
                            handle,
                            sentence);
            case OTHER_SUBJECT ->
                    line("Cats like fish and sleep long on warm sofas all day.", handle, sentence);
            case NOT_THE_PROTOCOL -> sentence + " [P1] (page 7)\n- " + sentence + "\n";
        };
    }

    private static String swapped(String sentence, Random random) {
        Matcher numbers = Pattern.compile("\\d+").matcher(sentence);
        return numbers.replaceAll(
                found -> String.valueOf(Long.parseLong(found.group()) + 1 + random.nextInt(50)));
    }

    @Test
    void nothingUnprovedIsShownInHundredsOfAnswers() {
        Random random = new Random(SEED);
        Map<Lie, Integer> told = new EnumMap<>(Lie.class);
        List<Lie> lies = new ArrayList<>();
        ScriptedModel liar =
                ScriptedModel.writing(prompt -> {
                    List<Told> all = read(prompt);
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 4; i++) {
                        Lie lie = Lie.values()[random.nextInt(Lie.values().length)];
                        told.merge(lie, 1, Integer::sum);
                        lies.add(lie);
                        text.append(write(lie, all.get(random.nextInt(all.size())), all, random));
                    }
                    return text.toString();
                });
        LanguageModels models = TestModels.of(liar);
        AnswerQuestion answering = world.answering(models);
        int shown = 0;
        int claims = 0;
        int written = 0;
        Duration checking = Duration.ZERO;
        for (int i = 0; i < ANSWERS; i++) {
            List<Statement> streamed = new ArrayList<>();
            Answer answer =
                    answering.answer(
                            Question.of(question(random)),
                            AnswerWorld.STUDENT,
                            progress -> {
                                if (progress instanceof Proved(Statement statement)) {
                                    streamed.add(statement);
                                }
                            });
            assertThat(streamed).isEqualTo(answer.statements());
            checking = checking.plus(answer.trace().timings().checking());
            claims += answer.trace().withheld();
            if (answer instanceof Answer.Grounded) {
                written++;
                claims += answer.statements().size();
            }
            for (Statement statement : answer.statements()) {
                shown++;
                assertProved(statement);
            }
        }

        System.out.printf(
                "%d answers, %d of them by the model, %d claims, %d statements shown, %.2f ms a claim%n",
                ANSWERS, written, claims, shown, checking.toNanos() / 1e6 / Math.max(1, claims));
        assertThat(written).isGreaterThan(50);
        assertThat(told).containsOnlyKeys(Lie.values());
        assertThat(checking.toMillis()).isLessThan(5L * claims);
    }

    private static String question(Random random) {
        int subject = random.nextInt(SUBJECTS.size());
        return random.nextBoolean()
                ? "What was the mean temperature of the %s?".formatted(SUBJECTS.get(subject))
                : "%sの平均気温は何度でしたか。".formatted(SUBJECTS_JAPANESE.get(subject));
    }

    /// Looked up without the code that proves.
    private static void assertProved(Statement statement) {
        StringBuilder pages = new StringBuilder();
        for (Citation citation : statement.citations()) {
            String page =
                    world.documents()
                            .page(citation.file(), citation.page(), AnswerWorld.STUDENT)
                            .orElseThrow()
                            .text();
            assertThat(page.substring(citation.start(), citation.end()))
                    .isEqualTo(citation.quote());
            assertThat(citation.quote().length()).isGreaterThanOrEqualTo(6);
            pages.append(page);
        }
        assertThat(SECRETS).noneMatch(secret -> statement.text().contains(secret));
        assertThat(numbers(pages.toString())).containsAll(numbers(statement.text()));
        assertThat(statement.text()).doesNotContain("Quillfeather", "Cats", "thief", "kg");
        // all sentences of this library say what they say of one subject
        assertThat(plain(pages.toString()))
                .as("the truth, or it is marked")
                .satisfiesAnyOf(
                        page -> assertThat(page).contains(plain(statement.text())),
                        _ -> assertThat(statement.marked()).isTrue());
    }

    private static Set<String> numbers(String text) {
        return Pattern.compile("\\d+(?:\\.\\d+)?")
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }
}
