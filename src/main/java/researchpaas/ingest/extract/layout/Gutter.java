package researchpaas.ingest.extract.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The empty strip between two columns.
record Gutter(float from, float to) {
    private static final float BIN = 2;
    private static final int FEWEST_LINES = 10;

    boolean isLeft(TextLine line) {
        return line.end() <= middle();
    }

    boolean isRight(TextLine line) {
        return line.start() >= middle();
    }

    boolean separates(TextLine one, TextLine other) {
        return (isLeft(one) && isRight(other)) || (isRight(one) && isLeft(other));
    }

    private float middle() {
        return (from + to) / 2;
    }

    /// A strip in the inner part of the text that few lines cross, with lines that fill the width
    /// on both sides: the gaps of a table are no gutter.
    static Optional<Gutter> find(List<TextLine> lines) {
        if (lines.size() < FEWEST_LINES) {
            return Optional.empty();
        }
        float start = Float.MAX_VALUE;
        float end = -Float.MAX_VALUE;
        for (TextLine line : lines) {
            start = Math.min(start, line.start());
            end = Math.max(end, line.end());
        }
        int bins = (int) Math.min(4_000, (end - start) / BIN);
        if (bins < 20) {
            return Optional.empty();
        }
        return widest(crossings(lines, start, bins), lines.size() / 5, start)
                .filter(gutter -> gutter.hasColumns(lines));
    }

    private static int[] crossings(List<TextLine> lines, float start, int bins) {
        int[] crossings = new int[bins];
        for (TextLine line : lines) {
            int first = Math.max(0, (int) ((line.start() - start) / BIN));
            int last = Math.min(bins - 1, (int) ((line.end() - start) / BIN));
            for (int bin = first; bin <= last; bin++) {
                crossings[bin]++;
            }
        }
        return crossings;
    }

    private static Optional<Gutter> widest(int[] crossings, int few, float start) {
        int bestFrom = 0;
        int bestTo = 0;
        int from = -1;
        int bestScore = 0;
        for (int bin = crossings.length / 5; bin <= crossings.length * 4 / 5; bin++) {
            boolean open = crossings[bin] <= few;
            if (open && from < 0) {
                from = bin;
            }
            if (from >= 0 && (!open || bin == crossings.length * 4 / 5)) {
                if (bin - from > bestScore) {
                    bestScore = bin - from;
                    bestFrom = from;
                    bestTo = bin;
                }
                from = -1;
            }
        }
        return bestScore < 3
                ? Optional.empty()
                : Optional.of(new Gutter(start + bestFrom * BIN, start + bestTo * BIN));
    }

    private boolean hasColumns(List<TextLine> lines) {
        Side left = Side.of(lines.stream().filter(this::isLeft).toList());
        Side right = Side.of(lines.stream().filter(this::isRight).toList());
        int fewest = Math.max(4, lines.size() / 6);
        boolean besideEachOther =
                Math.min(left.bottom, right.bottom) - Math.max(left.top, right.top)
                        > 0.3f
                                * (Math.max(left.bottom, right.bottom)
                                        - Math.min(left.top, right.top));
        return left.count >= fewest
                && right.count >= fewest
                && besideEachOther
                && left.isFilled()
                && right.isFilled();
    }

    private record Side(int count, float top, float bottom, float width, float usualLine) {
        private static Side of(List<TextLine> lines) {
            float top = Float.MAX_VALUE;
            float bottom = -Float.MAX_VALUE;
            float start = Float.MAX_VALUE;
            float end = -Float.MAX_VALUE;
            for (TextLine line : lines) {
                top = Math.min(top, line.across());
                bottom = Math.max(bottom, line.across());
                start = Math.min(start, line.start());
                end = Math.max(end, line.end());
            }
            float[] widths = new float[lines.size()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = lines.get(i).end() - lines.get(i).start();
            }
            Arrays.sort(widths);
            return new Side(
                    lines.size(),
                    top,
                    bottom,
                    end - start,
                    widths.length == 0 ? 0 : widths[widths.length / 2]);
        }

        private boolean isFilled() {
            return usualLine >= 0.55f * width;
        }
    }
}
