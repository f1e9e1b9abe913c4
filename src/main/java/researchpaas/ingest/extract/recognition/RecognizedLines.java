package researchpaas.ingest.extract.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.ingest.extract.layout.Frame;
import researchpaas.ingest.extract.layout.TextLine;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.Letters;

/// Tesseract's table (a row a word, with its place and how sure it is) as lines.
final class RecognizedLines {
    /// In percent. Below it another reading may be better.
    private static final float SURE = 75;

    /// Below it stand the letters that Tesseract sees in pictures and rules.
    private static final float NOISE = 40;

    /// A line's box stands a little higher than its letters' size.
    private static final float SIZE = 0.9f;

    private final float scale;
    private final List<Recognized> lines = new ArrayList<>();
    private final List<Word> line = new ArrayList<>();

    /// Of the block: its lines have one size, whichever letters stand in them.
    private final List<List<Word>> block = new ArrayList<>();

    private RecognizedLines(float scale) {
        this.scale = scale;
    }

    /// @param line block, paragraph and line, as numbered by Tesseract
    private record Word(String block, String line, Box box, float sure, String text) {}

    /// @param sure in percent
    record Recognized(TextLine line, float sure) {
        boolean isSure() {
            return sure >= SURE;
        }

        private boolean holds(Recognized other) {
            Box box = line.box();
            float x = other.line.box().x() + other.line.box().width() / 2;
            float y = other.line.box().y() + other.line.box().height() / 2;
            return x >= box.x()
                    && x <= box.x() + box.width()
                    && y >= box.y()
                    && y <= box.y() + box.height();
        }
    }

    /// The first reading, with its doubtful lines read as in the other where that is surer, and
    /// without noise.
    static List<TextLine> best(List<Recognized> reading, List<Recognized> other) {
        return reading.stream()
                .flatMap(one -> {
                    List<Recognized> instead = other.stream().filter(one::holds).toList();
                    return one.isSure() || one.sure() >= sure(instead)
                            ? Stream.of(one)
                            : instead.stream();
                })
                .filter(one -> one.sure() >= NOISE)
                .map(Recognized::line)
                .toList();
    }

    private static double sure(List<Recognized> lines) {
        return lines.stream().mapToDouble(Recognized::sure).average().orElse(0);
    }

    /// @param scale from pixels to points
    static List<Recognized> of(String table, float scale) {
        RecognizedLines lines = new RecognizedLines(scale);
        table.lines().skip(1).forEach(lines::addRow);
        lines.endBlock();
        return lines.lines;
    }

    private void addRow(String row) {
        Word word = word(row.split("\t", 12));
        if (word == null) {
            return;
        }
        if (!line.isEmpty() && !line.getFirst().line().equals(word.line())) {
            boolean sameBlock = line.getFirst().block().equals(word.block());
            endLine();
            if (!sameBlock) {
                endBlock();
            }
        }
        line.add(word);
    }

    /// Absent for rows that are no words.
    private @Nullable Word word(String[] cells) {
        if (cells.length < 12 || !cells[0].equals("5")) {
            return null;
        }
        String text = CleanText.of(cells[11]).strip();
        if (text.isEmpty()) {
            return null;
        }
        Box box =
                new Box(
                        Float.parseFloat(cells[6]) * scale,
                        Float.parseFloat(cells[7]) * scale,
                        Float.parseFloat(cells[8]) * scale,
                        Float.parseFloat(cells[9]) * scale);
        String block = cells[2];
        return new Word(
                block,
                block + " " + cells[3] + " " + cells[4],
                box,
                Float.parseFloat(cells[10]),
                text);
    }

    private void endLine() {
        if (!line.isEmpty()) {
            block.add(List.copyOf(line));
        }
        line.clear();
    }

    private void endBlock() {
        endLine();
        float size = SIZE * usualHeight();
        for (List<Word> words : block) {
            double sure = words.stream().mapToDouble(Word::sure).average().orElse(0);
            lines.add(new Recognized(line(words, size), (float) sure));
        }
        block.clear();
    }

    private float usualHeight() {
        double[] heights =
                block.stream().mapToDouble(words -> box(words).height()).sorted().toArray();
        return heights.length == 0 ? 0 : (float) heights[heights.length / 2];
    }

    private static TextLine line(List<Word> words, float size) {
        StringBuilder text = new StringBuilder();
        for (Word word : words) {
            if (needsSpace(text, word.text())) {
                text.append(' ');
            }
            text.append(word.text());
        }
        Box box = box(words);
        return new TextLine(
                text.toString(),
                Frame.HORIZONTAL,
                box.x(),
                box.x() + box.width(),
                box.y() + box.height(),
                size,
                false,
                false,
                box);
    }

    /// Tesseract cuts Japanese into groups of letters; nobody typed a space there.
    private static boolean needsSpace(CharSequence before, String after) {
        return !before.isEmpty()
                && !Letters.isCjk(Character.codePointBefore(before, before.length()))
                && !Letters.isCjk(after.codePointAt(0));
    }

    private static Box box(List<Word> words) {
        return words.stream().map(Word::box).reduce(TextLine::union).orElseThrow();
    }
}
