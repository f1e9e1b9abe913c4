package researchpaas.ingest.extract.tex;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A formula as a person would type it: `x^2 ≤ α/2`.
final class TexMath {
    private static final Set<String> DROPPED_WITH_ARGUMENT =
            Set.of("label", "tag", "ref", "eqref", "cite", "vspace", "hspace", "color", "phantom");

    /// Commands that only set or place what follows.
    private static final Set<String> DROPPED =
            Set.of(
                    "left",
                    "right",
                    "big",
                    "Big",
                    "bigg",
                    "Bigg",
                    "bigl",
                    "bigr",
                    "Bigl",
                    "Bigr",
                    "limits",
                    "nolimits",
                    "displaystyle",
                    "textstyle",
                    "scriptstyle",
                    "nonumber",
                    "notag",
                    "mathrm",
                    "mathbf",
                    "mathit",
                    "mathsf",
                    "mathtt",
                    "mathcal",
                    "mathbb",
                    "mathfrak",
                    "boldsymbol",
                    "bm",
                    "text",
                    "textrm",
                    "textbf",
                    "textit",
                    "mbox",
                    "hbox",
                    "operatorname",
                    "begin",
                    "end",
                    "hline",
                    "rm",
                    "bf",
                    "it",
                    "cal",
                    "mathop",
                    "overline",
                    "underline",
                    "bar",
                    "hat",
                    "tilde",
                    "vec",
                    "dot",
                    "ddot",
                    "widehat",
                    "widetilde",
                    "mathord",
                    "mathrel",
                    "mathbin",
                    "ensuremath");

    private static final int DEEPEST = 10;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private TexMath() {}

    static String plain(String formula) {
        return SPACES.matcher(plain(formula, 0)).replaceAll(" ").strip();
    }

    private static String plain(String formula, int depth) {
        TexScanner tex = new TexScanner(formula);
        StringBuilder plain = new StringBuilder();
        while (!tex.atEnd()) {
            char c = tex.next();
            switch (c) {
                case '\\' -> command(tex, plain, depth);
                case '{', '}', '$' -> {
                    // groups show by what stands in them
                }
                case '&', '~' -> plain.append(' ');
                default -> plain.append(c);
            }
        }
        return plain.toString();
    }

    private static void command(TexScanner tex, StringBuilder plain, int depth) {
        String name = tex.command();
        @Nullable String symbol = TexSymbols.symbol(name);
        switch (name) {
            case "frac", "dfrac", "tfrac" ->
                    plain.append(part(tex.argument(), depth))
                            .append('/')
                            .append(part(tex.argument(), depth));
            case "sqrt" -> {
                tex.option();
                plain.append('√').append(part(tex.argument(), depth));
            }
            case "\\", ",", ";", ":", " ", "quad", "qquad", "!", "" -> plain.append(' ');
            case "{", "}", "%", "$", "#", "&", "_", "|" -> plain.append(name);
            default -> {
                if (DROPPED_WITH_ARGUMENT.contains(name)) {
                    tex.argument();
                } else if (symbol != null) {
                    plain.append(symbol);
                } else if (!DROPPED.contains(name)) {
                    plain.append(name).append(' ');
                }
            }
        }
    }

    private static String part(String formula, int depth) {
        String plain = depth < DEEPEST ? plain(formula, depth + 1).strip() : formula;
        return plain.codePoints().allMatch(Character::isLetterOrDigit) ? plain : "(" + plain + ")";
    }
}
