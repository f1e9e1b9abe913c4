package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import researchpaas.account.ManagePeople;
import researchpaas.account.Role;
import researchpaas.account.SignIn;
import researchpaas.answer.AskInConversation;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.audit.AuditAction;
import researchpaas.audit.Subject;
import researchpaas.credential.ManageKeys;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;
import researchpaas.operate.Finding;
import researchpaas.operate.Health;
import researchpaas.search.Facet;
import researchpaas.search.Order;

class MessagesTest {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern KEY =
            Pattern.compile("#\\{([a-z]+\\.[A-Za-z.]+)[}(]|messages\\.msg\\('([^']+)'\\)");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private final Properties english = load("messages.properties");
    private final Properties japanese = load("messages_ja.properties");

    private final Properties englishCli = load("cli.properties");
    private final Properties japaneseCli = load("cli_ja.properties");

    @Test
    void bothLanguagesHaveTheSameSentencesWithTheSameArguments() {
        assertSameSentences(english, japanese);
        assertSameSentences(englishCli, japaneseCli);
    }

    /// Of two sentences with one key the earlier is never seen.
    @Test
    void noKeyStandsTwice() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources"))) {
            for (Path bundle :
                    bundles.filter(file -> file.toString().endsWith(".properties")).toList()) {
                List<String> keys =
                        Files.readAllLines(bundle).stream()
                                .filter(line -> line.matches("[^#\\s=]+ *=.*"))
                                .map(line -> line.substring(0, line.indexOf('=')).strip())
                                .toList();
                assertThat(keys).as(bundle.toString()).doesNotHaveDuplicates().isNotEmpty();
            }
        }
    }

    private static void assertSameSentences(Properties english, Properties japanese) {
        assertThat(new TreeSet<>(japanese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(japanese.getProperty(key)))
                    .as(key)
                    .isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @Test
    void everySentenceIsThereAndCanBeFormatted() {
        Stream.of(english, japanese, englishCli, japaneseCli)
                .flatMap(messages -> messages.entrySet().stream())
                .filter(message -> !isHelp((String) message.getKey()))
                .forEach(message -> {
                    String text = (String) message.getValue();
                    assertThat(text)
                            .as(message.getKey().toString())
                            .isNotBlank()
                            .doesNotContainPattern("(?<!')'(?!')");
                    assertThat(
                                    new MessageFormat(text, Locale.ROOT)
                                            .format(new Object[] {3, 4, 5, 6, 7, 8, 9}))
                            .doesNotContain("{");
                });
    }

    /// The command line's help takes no arguments and is printed as it stands.
    private static boolean isHelp(String key) {
        return key.startsWith("research-paas.") || Set.of("help", "version", "json").contains(key);
    }

    @Test
    void japaneseIsWrittenInJapanese() {
        Stream.of(japanese, japaneseCli)
                .flatMap(messages -> messages.entrySet().stream())
                .forEach(message ->
                        assertThat((String) message.getValue())
                                .as(message.getKey().toString())
                                .containsPattern("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]"));
    }

    @Test
    void everyWordOfTheCoreThatPeopleSeeHasASentence() {
        assertThat(english.stringPropertyNames())
                .containsAll(keys("reason.", Reason.Code.values()))
                .containsAll(keys("outcome.", Outcome.values()))
                .containsAll(keys("jobs.state.", JobState.values()))
                .containsAll(keys("language.", Language.values()))
                .containsAll(keys("category.", Category.values()))
                .containsAll(keys("health.part.", Health.Name.values()))
                .containsAll(keys("health.state.", Health.State.values()))
                .containsAll(keys("health.status.", Health.Status.values()))
                .containsAll(keys("reconcile.", Finding.Kind.values()))
                .containsAll(keys("facet.", Facet.values()))
                .containsAll(keys("role.", Role.values()))
                .containsAll(keys("signin.refused.", SignIn.Why.values()))
                .containsAll(keys("people.refused.", ManagePeople.Why.values()))
                .containsAll(keys("keys.refused.", ManageKeys.Why.values()))
                .containsAll(keys("audit.action.", AuditAction.values()))
                .containsAll(keys("audit.subject.", Subject.Kind.values()))
                .containsAll(keys("sort.", Order.values()))
                .containsAll(keys("answer.without.", ModelUnavailable.Why.values()))
                .containsAll(keys("ask.refused.", AskInConversation.Why.values()));
        for (String key :
                Set.of(
                        "search.page.",
                        "search.pages.",
                        "document.pages.",
                        "document.pageLabel.",
                        "document.previous.",
                        "document.next.",
                        "document.goto.",
                        "document.noText.")) {
            assertThat(english.stringPropertyNames()).containsAll(keys(key, PageUnit.values()));
        }
    }

    @Test
    void everyKeyInATemplateExists() throws IOException {
        try (Stream<Path> templates = Files.list(TEMPLATES)) {
            Set<String> used =
                    templates
                            .flatMap(MessagesTest::keysIn)
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(used).hasSizeGreaterThan(40);
            assertThat(english.stringPropertyNames()).containsAll(used);
        }
    }

    private static Stream<String> keysIn(Path template) {
        try {
            return KEY.matcher(Files.readString(template))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> keys(String prefix, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> prefix + value.name())
                .collect(Collectors.toSet());
    }

    private static Set<String> arguments(String text) {
        Matcher matcher = ARGUMENT.matcher(text);
        return matcher.results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        MessagesTest.class.getClassLoader().getResourceAsStream(name),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
