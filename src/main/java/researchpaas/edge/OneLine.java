package researchpaas.edge;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/// JSON escapes what ends a line for it; other programs end lines, move the cursor or turn the
/// reading direction at more than that. Boot makes one from `logging.structured.json.customizer`.
final class OneLine implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {
    private static final int LONGEST = 4_000;
    private static final int LONGEST_TRACE = 16_000;

    /// Controls but tab and line feed, which JSON escapes and stack traces need; what other
    /// standards take for a line's end; what turns the direction or is not seen; halves of
    /// characters.
    private static final Pattern DECEIVING =
            Pattern.compile(
                    "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]"
                            + "|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");

    OneLine() {}

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, (String text) -> plain(text, LONGEST_TRACE)));
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, (String text) -> plain(text, LONGEST))
                        .whenHasPath(path -> !"stack_trace".equals(path.name())));
    }

    /// The codes of what was taken out count too.
    private static String plain(String text, int longest) {
        String plain = DECEIVING.matcher(cut(text, longest)).replaceAll(OneLine::code);
        return cut(plain, longest);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String code(MatchResult found) {
        return "\\\\u" + HexFormat.of().withUpperCase().toHexDigits(found.group().charAt(0));
    }
}
