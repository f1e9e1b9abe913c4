package researchpaas.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.document.Heading;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Passage;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.Sentences;
import researchpaas.document.Sentences.Span;
import researchpaas.search.EmbeddingModel;

/// Cuts a file's text into passages: runs of whole sentences, of equal length within a section,
/// none longer than what the model reads well. Passages may run over a page end; they stay within a
/// section unless the section is tiny.
@Component
public final class PassageSplitter {
    /// Model tokens in a passage, the heading path not counted.
    static final int LONGEST = 200;

    /// Japanese is counted in characters instead: a model that does not know the language says
    /// nothing about its length.
    static final int LONGEST_JAPANESE = 420;

    /// A section below this share of a passage is joined to its neighbour.
    private static final double TINY = 0.25;

    private static final int LONGEST_HEADING = 300;

    /// Deeper headings do not end a passage.
    private static final int DEEPEST_CUT = 2;

    private final EmbeddingModel model;

    PassageSplitter(EmbeddingModel model) {
        this.model = model;
    }

    /// @param title heads every passage's heading path; may be empty
    /// @param headings in the order of the text
    public List<NewPassage> split(String title, List<Page> pages, List<Heading> headings) {
        JoinedPages text = new JoinedPages(pages);
        List<NewPassage> passages = new ArrayList<>();
        for (Section section : joinTiny(sections(text, headings))) {
            for (List<Piece> run : pack(section.pieces())) {
                Span span = new Span(run.getFirst().span().start(), run.getLast().span().end());
                if (hasWord(text.all(), span)) {
                    passages.add(
                            passage(text, span, headingPath(title, section, text.all(), span)));
                }
            }
        }
        return passages;
    }

    private record Section(List<String> path, List<Piece> pieces) {
        double size() {
            return pieces.stream().mapToDouble(Piece::size).sum();
        }
    }

    /// A sentence, or a part of an over-long one.
    ///
    /// @param size share of the longest passage
    private record Piece(Span span, double size) {}

    private List<Section> sections(JoinedPages text, List<Heading> headings) {
        List<Section> sections = new ArrayList<>();
        List<String> path = new ArrayList<>();
        int from = 0;
        for (Heading heading : headings) {
            int start = text.position(heading.page(), heading.start());
            if (start < from) {
                continue;
            }
            if (heading.level() <= DEEPEST_CUT) {
                sections.add(new Section(List.copyOf(path), pieces(text.all(), from, start)));
                from = start;
                while (path.size() >= heading.level()) {
                    path.removeLast();
                }
                path.add(heading.text().strip());
            }
        }
        sections.add(new Section(List.copyOf(path), pieces(text.all(), from, text.all().length())));
        return sections;
    }

    private List<Piece> pieces(String text, int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        for (Span sentence : Sentences.of(text, from, to)) {
            cut(text, sentence, pieces);
        }
        return pieces;
    }

    /// Halves a sentence at a good place until every part fits.
    private void cut(String text, Span span, List<Piece> into) {
        double size = size(text.substring(span.start(), span.end()));
        if (size <= 1 || span.length() < 20) {
            into.add(new Piece(span, size));
            return;
        }
        int parts = (int) Math.ceil(size);
        int middle = cutPlace(text, span, span.start() + span.length() * (parts / 2) / parts);
        cut(text, Sentences.trimmed(text, span.start(), middle), into);
        cut(text, Sentences.trimmed(text, middle, span.end()), into);
    }

    /// The place nearest to the wanted one, within a quarter of the sentence, that stands behind a
    /// separator.
    private static int cutPlace(String text, Span span, int wanted) {
        int reach = Math.max(1, span.length() / 4);
        for (String separators : List.of("、，,;；：:", " \n\t　・/")) {
            for (int distance = 0; distance < reach; distance++) {
                for (int at : new int[] {wanted - distance, wanted + distance}) {
                    if (at > span.start()
                            && at < span.end()
                            && separators.indexOf(text.charAt(at - 1)) >= 0) {
                        return at;
                    }
                }
            }
        }
        boolean insidePair =
                Character.isLowSurrogate(text.charAt(wanted))
                        && Character.isHighSurrogate(text.charAt(wanted - 1));
        return insidePair ? wanted - 1 : wanted;
    }

    private double size(String sentence) {
        if (Language.of(sentence) == Language.JAPANESE) {
            double byLength = sentence.length() / (double) LONGEST_JAPANESE;
            return model.card().knows(Language.JAPANESE)
                    ? Math.max(byLength, byTokens(sentence, maxSeen()))
                    : byLength;
        }
        return byTokens(sentence, Math.min(LONGEST, maxSeen()));
    }

    /// Leaves room for the heading path.
    private int maxSeen() {
        return Math.max(1, model.card().maxTokens() * 4 / 5);
    }

    private double byTokens(String sentence, int longest) {
        // two tokens are the model's own marks; a text of one very long word may count as one token
        return Math.max(model.tokens(sentence) - 2, sentence.length() / 20) / (double) longest;
    }

    private static List<Section> joinTiny(List<Section> sections) {
        List<Section> joined = new ArrayList<>();
        for (Section section : sections) {
            Section last = joined.isEmpty() ? null : joined.getLast();
            if (section.pieces().isEmpty()) {
                continue;
            }
            boolean tiny = last != null && (last.size() < TINY || section.size() < TINY);
            if (last != null && tiny && last.size() + section.size() <= 1) {
                List<Piece> pieces = new ArrayList<>(last.pieces());
                pieces.addAll(section.pieces());
                joined.set(joined.size() - 1, new Section(last.path(), pieces));
            } else {
                joined.add(section);
            }
        }
        return joined;
    }

    /// Equal shares: no passage is a stray tail of two words.
    private static List<List<Piece>> pack(List<Piece> pieces) {
        double rest = pieces.stream().mapToDouble(Piece::size).sum();
        List<List<Piece>> runs = new ArrayList<>();
        List<Piece> run = new ArrayList<>();
        double filled = 0;
        double share = rest / Math.max(1, Math.ceil(rest));
        for (Piece piece : pieces) {
            boolean over = filled + piece.size() > 1;
            boolean nearer = filled >= share || share - filled < filled + piece.size() - share;
            if (!run.isEmpty() && (over || nearer)) {
                runs.add(run);
                rest -= filled;
                share = rest / Math.max(1, Math.ceil(rest));
                run = new ArrayList<>();
                filled = 0;
            }
            run.add(piece);
            filled += piece.size();
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private static boolean hasWord(String text, Span span) {
        return text.substring(span.start(), span.end())
                .codePoints()
                .anyMatch(Character::isLetterOrDigit);
    }

    /// The title is left out where the passage itself begins with it.
    private static String headingPath(String title, Section section, String text, Span span) {
        List<String> path = new ArrayList<>();
        String plain = title.strip();
        if (!plain.isEmpty() && !beginsWith(text, span, plain)) {
            path.add(plain);
        }
        section.path().stream()
                .filter(part -> !part.isEmpty() && !part.equals(plain))
                .forEach(path::add);
        String joined = String.join(" › ", path);
        return joined.length() <= LONGEST_HEADING ? joined : shortened(joined);
    }

    private static boolean beginsWith(String text, Span span, String title) {
        String start =
                text.substring(
                        span.start(), Math.min(span.end(), span.start() + title.length() + 20));
        return start.replaceAll("\\s+", "").startsWith(title.replaceAll("\\s+", ""));
    }

    private static String shortened(String text) {
        int end = LONGEST_HEADING - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    private static NewPassage passage(JoinedPages text, Span span, String heading) {
        String words = text.all().substring(span.start(), span.end());
        JoinedPages.Place first = text.place(span.start());
        JoinedPages.Place last = text.place(span.end() - 1);
        return new NewPassage(
                words,
                heading,
                first.page(),
                last.page(),
                first.offset(),
                last.offset() + 1,
                Language.of(words),
                sha256(Passage.embedded(heading, words)));
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
