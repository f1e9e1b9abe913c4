package researchpaas.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import researchpaas.Asvs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One event is one line, whatever a file is called or somebody sends.
class LogLinesTest {
    private static final int STRINGS = 700;

    /// What any reader of lines, in any language, may take for the end of one, and what moves a
    /// terminal's cursor or turns the direction.
    private static final Pattern DECEIVING =
            Pattern.compile(
                    "[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]");

    private static List<PropertySource<?>> settings;

    @BeforeAll
    static void read() throws Exception {
        settings =
                new YamlPropertySourceLoader()
                        .load("settings", new ClassPathResource("application.yml"));
    }

    @Test
    @Asvs({"16.2.1", "16.2.2", "16.2.4", "16.4.1"})
    void inProductionEachEventIsOneLineOfJson() {
        StructuredLogEncoder encoder = encoder();
        for (String naughty : naughtyStrings()) {
            byte[] bytes = encoder.encode(event(naughty));
            String line = new String(bytes, StandardCharsets.UTF_8);

            assertThat(line).endsWith("\n");
            assertThat(line.strip().length()).isLessThan(70_000);
            assertThat(DECEIVING.matcher(line.strip()).find()).as(line).isFalse();
            JsonNode json = JsonMapper.shared().readTree(line);
            assertThat(json.path("message").asString()).isNotEmpty();
            assertThat(json.path("@timestamp").asString()).endsWith("Z");
            assertThat(json.path("log").path("level").asString()).isEqualTo("WARN");
            assertThat(json.path("log").path("logger").asString()).isEqualTo("researchpaas.Any");
            assertThat(json.path("request").asString()).isEqualTo("0123456789abcdef");
            assertThat(json.has("file")).isTrue();
        }
    }

    @Test
    @Asvs("16.4.1")
    void inDevelopmentNoTextLooksLikeAnotherEvent() {
        PatternLayout layout = layout();
        Pattern beginning = Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\dT");
        for (String naughty : naughtyStrings()) {
            String text = layout.doLayout(event(naughty));

            assertThat(beginning.matcher(text).results().count()).as(text).isEqualTo(1);
            assertThat(DECEIVING.matcher(text.replaceAll("[\\n\\t]", "")).find())
                    .as(text)
                    .isFalse();
            assertThat(text.lines().skip(1))
                    .allMatch(line -> line.matches("\\tat .*|\\t\\.\\.\\. .*|Caused by: .*|"));
        }
    }

    private static LoggingEvent event(String naughty) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("researchpaas.Any");
        event.setLevel(Level.WARN);
        event.setMessage("a file " + naughty);
        event.setTimeStamp(1_790_000_000_000L);
        event.setThreadName("main");
        event.setMDCPropertyMap(Map.of("request", "0123456789abcdef"));
        event.setKeyValuePairs(List.of(new KeyValuePair("file", naughty)));
        Exception cause = new RuntimeException(naughty);
        Exception failure = new IllegalStateException(naughty, cause);
        for (Exception one : List.of(cause, failure)) {
            one.setStackTrace(Arrays.copyOf(one.getStackTrace(), 3));
        }
        event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(failure));
        return event;
    }

    /// Each control and each deceiving character alone and within words, forged lines of both
    /// kinds, terminal sequences, formats and lookups, very long ones, and random mixtures.
    private static List<String> naughtyStrings() {
        List<String> all = new ArrayList<>();
        for (int code = 0; code < 0xA0; code++) {
            all.add("a" + (char) code + "b");
        }
        for (int code : new int[] {0x61C, 0xAD, 0x180E, 0xFEFF, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF}) {
            all.add("a" + (char) code + "b");
        }
        for (int code = 0x2000; code <= 0x206F; code++) {
            all.add("a" + (char) code + "b");
        }
        String forged = "2026-01-01T00:00:00.000+09:00  INFO researchpaas.account : signed in";
        String json = "{\"@timestamp\":\"2026-01-01T00:00:00Z\",\"message\":\"signed in\"}";
        for (String end :
                new String[] {
                    "\n", "\r", "\r\n", "\n\n", "\u0085", "\u2028", "\u2029", "\f", "\u000B", "\n\t"
                }) {
            all.add(end + forged);
            all.add("x" + end + json);
            all.add("\"}" + end + json);
            all.add(end + "Caused by: x" + end + forged);
        }
        all.addAll(
                List.of(
                        "\u001B[2J\u001B[1;1H",
                        "\u001B]0;title\u0007",
                        "\u009B31m",
                        "\u001B[31mred",
                        "${jndi:ldap://127.0.0.1/x}",
                        "%n%m%ex",
                        "{} {} {}",
                        "%s%s%s",
                        "\\n\\r",
                        "\u202Egnp.exe",
                        "\u2066x\u2069",
                        "ﾃｽﾄ",
                        "論文",
                        "👩‍🔬",
                        "\"",
                        "\\",
                        "'",
                        "</script>",
                        "\0".repeat(1000),
                        "長".repeat(100_000),
                        "\n".repeat(100_000)));
        Random random = new Random(16);
        String letters = "ab\n\r\t\"\\{}%$\u0000\u001B\u0085\u2028\u202E\uD83D\uDE00\uD800論";
        while (all.size() < STRINGS) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            all.add(text.toString());
        }
        return all;
    }

    private static StructuredLogEncoder encoder() {
        LoggerContext context = new LoggerContext();
        StandardEnvironment environment = new StandardEnvironment();
        settings.reversed().forEach(environment.getPropertySources()::addLast);
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(environment.getProperty("logging.structured.format.console"));
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return encoder;
    }

    private static PatternLayout layout() {
        PatternLayout layout = new PatternLayout();
        layout.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        layout.setContext(new LoggerContext());
        layout.setPattern((String) settings.getFirst().getProperty("logging.pattern.console"));
        layout.start();
        return layout;
    }
}
