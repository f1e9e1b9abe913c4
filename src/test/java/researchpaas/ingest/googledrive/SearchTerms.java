package researchpaas.ingest.googledrive;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameter `q` of `files.list`, in the part of Google's query language that its guide gives
/// for these fields: `'id' in parents`, name, mimeType, trashed, modifiedTime, and, or, not.
final class SearchTerms {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\\()|(\\))|'((?:[^'\\\\]|\\\\.)*)'|(!=|<=|>=|=|<|>)|(\\w+))");

    private static final Pattern PARENT =
            Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'\\s+in\\s+parents");

    private enum Kind {
        OPEN,
        CLOSE,
        STRING,
        OPERATOR,
        WORD,
        END
    }

    private final Matcher tokens;
    private final String query;
    private int next;
    private Kind kind = Kind.END;
    private String value = "";

    private SearchTerms(String query) {
        this.query = query;
        this.tokens = TOKEN.matcher(query);
        advance();
    }

    /// @param root the id that the alias `root` stands for
    static Predicate<WorldItem> of(String query, String root) {
        SearchTerms terms = new SearchTerms(query);
        Predicate<WorldItem> meaning = terms.either(root);
        if (terms.kind != Kind.END) {
            throw terms.refused();
        }
        return meaning;
    }

    /// The folders that a query asks for.
    static List<String> parents(String query) {
        return PARENT.matcher(query).results().map(match -> match.group(1)).toList();
    }

    private Predicate<WorldItem> either(String root) {
        Predicate<WorldItem> left = both(root);
        while (acceptWord("or")) {
            left = left.or(both(root));
        }
        return left;
    }

    private Predicate<WorldItem> both(String root) {
        Predicate<WorldItem> left = one(root);
        while (acceptWord("and")) {
            left = left.and(one(root));
        }
        return left;
    }

    private Predicate<WorldItem> one(String root) {
        if (acceptWord("not")) {
            return one(root).negate();
        }
        if (kind == Kind.OPEN) {
            advance();
            Predicate<WorldItem> inner = either(root);
            expect(Kind.CLOSE);
            return inner;
        }
        if (kind == Kind.STRING) {
            String parent = value.equals("root") ? root : value;
            advance();
            if (!acceptWord("in") || !acceptWord("parents")) {
                throw refused();
            }
            return item -> parent.equals(item.parent);
        }
        String field = expect(Kind.WORD);
        String operator = kind == Kind.OPERATOR ? expect(Kind.OPERATOR) : expect(Kind.WORD);
        return switch (field) {
            case "trashed" -> {
                boolean wanted = truth();
                yield switch (operator) {
                    case "=" -> item -> item.isTrashed() == wanted;
                    case "!=" -> item -> item.isTrashed() != wanted;
                    default -> throw refused();
                };
            }
            case "mimeType", "name" -> {
                String wanted = expect(Kind.STRING);
                yield switch (operator) {
                    case "=" -> item -> text(item, field).equals(wanted);
                    case "!=" -> item -> !text(item, field).equals(wanted);
                    case "contains" -> item -> text(item, field).contains(wanted);
                    default -> throw refused();
                };
            }
            case "modifiedTime" -> {
                Instant wanted = Instant.parse(expect(Kind.STRING));
                yield switch (operator) {
                    case ">" -> item -> item.modified.isAfter(wanted);
                    case "<" -> item -> item.modified.isBefore(wanted);
                    default -> throw refused();
                };
            }
            default -> throw refused();
        };
    }

    private static String text(WorldItem item, String field) {
        return field.equals("name") ? item.name : item.mimeType;
    }

    private boolean truth() {
        String word = expect(Kind.WORD);
        if (!word.equals("true") && !word.equals("false")) {
            throw refused();
        }
        return word.equals("true");
    }

    private boolean acceptWord(String wanted) {
        if (kind == Kind.WORD && value.equals(wanted)) {
            advance();
            return true;
        }
        return false;
    }

    private String expect(Kind wanted) {
        if (kind != wanted) {
            throw refused();
        }
        String text = value;
        advance();
        return text;
    }

    private void advance() {
        if (query.substring(next).isBlank()) {
            kind = Kind.END;
            return;
        }
        tokens.region(next, query.length());
        if (!tokens.lookingAt()) {
            throw refused();
        }
        next = tokens.end();
        for (Kind known : Kind.values()) {
            String found = known == Kind.END ? null : tokens.group(known.ordinal() + 1);
            if (found != null) {
                kind = known;
                value = known == Kind.STRING ? found.replaceAll("\\\\(.)", "$1") : found;
            }
        }
    }

    private DriveRefusal refused() {
        return new DriveRefusal(400, "invalid", "Invalid Value: q");
    }
}
