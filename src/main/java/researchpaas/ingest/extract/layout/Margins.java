package researchpaas.ingest.extract.layout;

import java.util.List;

/// Whether lines reach the right edge of their column. Told from the lines around them, since the
/// column itself is drawn nowhere.
final class Margins {
    private static final int AROUND = 4;

    private Margins() {}

    /// Whether a line of the same column ends where this one does.
    static boolean isFull(List<TextLine> lines, int index) {
        return around(lines, index).stream()
                .anyMatch(other ->
                        Math.abs(other.end() - lines.get(index).end()) < lines.get(index).size());
    }

    /// Whether this line stops clearly before others of its column do.
    static boolean isShort(List<TextLine> lines, int index) {
        TextLine line = lines.get(index);
        return !isFull(lines, index)
                && around(lines, index).stream()
                        .anyMatch(other ->
                                other.end() > line.end() + 2.5f * line.size()
                                        && other.start() < line.start() + 3 * line.size());
    }

    private static List<TextLine> around(List<TextLine> lines, int index) {
        TextLine line = lines.get(index);
        int from = Math.max(0, index - AROUND);
        int to = Math.min(lines.size(), index + AROUND + 1);
        return lines.subList(from, to).stream()
                .filter(other ->
                        !other.equals(line)
                                && other.frame() == line.frame()
                                && Math.abs(other.size() - line.size()) < 0.1f * line.size()
                                && other.start() < line.end())
                .toList();
    }
}
