package researchpaas.answer;

import java.util.regex.Pattern;

/// Tells what may not stand in a statement of ours, whoever wrote it: an address that somebody
/// would be led to or that a program would load, markup, scripts. Statements are sentences; a
/// reader gets to sources by the citations alone. Letters that look like others, entities and
/// characters without looks are seen through.
final class Foreign {
    /// `scheme://`, also written around (`hxxp`, `https[:]//`), and schemes that need no slashes.
    private static final Pattern SCHEME =
            Pattern.compile(
                    "[a-z][a-z0-9+.-]{1,20}\\s?\\[?:]?\\s?//"
                            + "|\\b(?:java|vb|live)\\s?script\\s?:"
                            + "|\\bdata\\s?:\\s?[a-z]+/"
                            + "|\\b(?:mailto|tel|sms|file|blob|about|intent|ms-[a-z]+):[^\\s]"
                            + "|(?<![a-z0-9:/])//[a-z0-9-]+\\.[a-z]");

    /// A host's name with a path or a query behind it, or in the form of `www`.
    private static final Pattern HOST =
            Pattern.compile(
                    "\\bwww\\s?(?:\\.|\\[\\.]|\\(\\.\\))"
                            + "|\\b[a-z0-9-]+(?:(?:\\.|\\[\\.]|\\(\\.\\)|\\[dot])[a-z0-9-]+)*(?:\\.|\\[\\.]|\\(\\.\\)|\\[dot])[a-z]{2,24}(?::\\d{1,5})?(?:/|\\?[a-z0-9_]+=|#[!/])"
                            + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?/"
                            + "|\\bxn--"
                            // a bare name, where the ending tells that it is one: "Node.js" is none
                            + "|\\b[a-z0-9-]{2,}(?:\\.[a-z0-9-]+)*\\.(?:com|net|org|edu|gov|info|biz|io|ai|app|dev|jp|cn|ru|xyz|top|site|online|shop|click|link|live|test|example|invalid|onion)\\b");

    private static final Pattern MARKUP =
            Pattern.compile(
                    "<[/!?]?[a-z]|<!"
                            + "|&(?:#\\d{1,7}|#x[0-9a-f]{1,6}|lt|gt|quot|apos|amp|nbsp|colon|sol|tab|newline)\\b;?"
                            + "|!\\[|]\\(|]\\[(?!\\d+])|^\\s*\\[[^\\]]{1,80}]\\s*:"
                            + "|```|~~~|\\$\\{|\\{\\{|\\{%"
                            + "|\\bon(?:error|load|click|focus|mouseover|toggle|begin|animation\\w*)\\s*=");

    private Foreign() {}

    static boolean isIn(String statement) {
        String seen = Legible.folded(statement).replace('\n', ' ');
        String looks = lookAlikes(seen);
        return is(seen) || (!looks.equals(seen) && is(looks));
    }

    private static boolean is(String text) {
        return SCHEME.matcher(text).find()
                || HOST.matcher(text).find()
                || MARKUP.matcher(text).find();
    }

    /// Letters of other scripts in the place of those that they look like, and the marks that stand
    /// for an address's.
    private static String lookAlikes(String text) {
        StringBuilder latin = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = LOOKS.indexOf(text.charAt(i));
            latin.append(at < 0 ? text.charAt(i) : LIKE.charAt(at));
        }
        return latin.toString();
    }

    private static final String LOOKS = "аеорсухіјѕԁһӏтнкмвαοριντυχ∕⁄⧸։׃ː․";
    private static final String LIKE = "aeopcyxijsdhltnkmbaopivtux///:::.";
}
