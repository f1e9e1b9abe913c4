package researchpaas.ingest.extract.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.table.Cell.Kind;

/// One column's part of a table's card. Takes every value, keeps a bounded number of different ones
/// and tells them apart by their beginnings.
final class TableColumn {
    static final int LONGEST_VALUE = 80;

    /// A column is of a kind when nine of ten of its values are.
    private static final double MOST = 0.9;

    private static final int SHOWN_VALUES = 5;

    /// Of so few, even those are shown that stand there once.
    private static final int FEW_VALUES = 20;

    private static final long[] NONE = {0};

    private final String name;
    private final int mostDistinct;
    private final Map<Kind, long[]> kinds = new EnumMap<>(Kind.class);
    private final Map<String, int[]> distinct = new HashMap<>();
    private boolean moreDistinct;
    private double sum;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private @Nullable Dated earliest;
    private @Nullable Dated latest;

    private record Dated(String sortable, String value) {}

    /// @param mostDistinct how many different values are kept
    TableColumn(String name, int mostDistinct) {
        this.name = name;
        this.mostDistinct = mostDistinct;
    }

    String name() {
        return name;
    }

    /// @param value clean and stripped
    void add(String value) {
        Cell cell = Cell.of(value);
        kinds.computeIfAbsent(cell.kind(), kind -> new long[1])[0]++;
        switch (cell.kind()) {
            case NUMBER -> {
                sum += cell.number();
                smallest = Math.min(smallest, cell.number());
                largest = Math.max(largest, cell.number());
            }
            case DATE -> addDate(new Dated(cell.sortable(), value));
            case EMPTY, BOOLEAN, TEXT -> {
                // counted below
            }
        }
        if (cell.kind() != Kind.EMPTY) {
            count(value);
        }
    }

    private void addDate(Dated date) {
        if (earliest == null || date.sortable().compareTo(earliest.sortable()) < 0) {
            earliest = date;
        }
        if (latest == null || date.sortable().compareTo(latest.sortable()) > 0) {
            latest = date;
        }
    }

    private void count(String value) {
        String key = CleanText.cut(value, LONGEST_VALUE);
        int[] count = distinct.get(key);
        if (count != null) {
            count[0]++;
        } else if (distinct.size() < mostDistinct) {
            distinct.put(key, new int[] {1});
        } else {
            moreDistinct = true;
        }
    }

    /// A sentence about the column.
    ///
    /// @param rows of the whole table; a short row counts as empty at its end
    String describe(CardWords words, long rows) {
        long filled = Arrays.stream(Kind.values()).mapToLong(this::count).sum() - count(Kind.EMPTY);
        Kind kind = kind(filled);
        StringBuilder card = new StringBuilder(words.column(name, kind));
        if (rows > filled && filled > 0) {
            card.append(words.empty(rows - filled));
        }
        if (filled > 0) {
            card.append(
                    moreDistinct
                            ? words.moreThan(distinct.size())
                            : words.distinct(distinct.size()));
        }
        switch (kind) {
            case NUMBER ->
                    card.append(words.range(written(smallest), written(largest)))
                            .append(words.mean(rounded(sum / count(kind))));
            case DATE -> {
                if (earliest != null && latest != null) {
                    card.append(words.range(earliest.value(), latest.value()));
                }
            }
            case TEXT, BOOLEAN -> card.append(frequent(words));
            case EMPTY -> {
                // nothing to tell
            }
        }
        return card.append(words.stop()).toString();
    }

    private Kind kind(long filled) {
        if (filled == 0) {
            return Kind.EMPTY;
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.EMPTY && count(kind) >= filled * MOST)
                .findFirst()
                .orElse(Kind.TEXT);
    }

    private long count(Kind kind) {
        return kinds.getOrDefault(kind, NONE)[0];
    }

    private String frequent(CardWords words) {
        List<Map.Entry<String, int[]>> most =
                distinct.entrySet().stream()
                        .filter(one -> one.getValue()[0] > 1 || distinct.size() <= FEW_VALUES)
                        .sorted(
                                Comparator.comparingInt((Map.Entry<String, int[]> one) ->
                                                -one.getValue()[0])
                                        .thenComparing(Map.Entry::getKey))
                        .limit(SHOWN_VALUES)
                        .toList();
        return most.isEmpty()
                ? ""
                : most.stream()
                        .map(one -> words.times(one.getKey(), one.getValue()[0]))
                        .collect(Collectors.joining(words.comma(), words.mostFrequent(), ""));
    }

    /// As exact as a double is.
    private static String written(double number) {
        return plain(new BigDecimal(number).round(new MathContext(15)));
    }

    private static String rounded(double number) {
        return Double.isFinite(number)
                ? plain(new BigDecimal(number).round(new MathContext(6)))
                : "∞";
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        boolean readable = bare.precision() - bare.scale() <= 20 && bare.scale() <= 20;
        return readable ? bare.toPlainString() : bare.toString();
    }
}
