package researchpaas.ingest.extract.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextSink;

/// CSV and its kin, as one table. What separates the values is found in the first rows; a quotation
/// mark that is never closed is taken for a letter.
public final class CsvReader implements FormatReader {
    private static final char[] DELIMITERS = {',', '\t', ';', '|'};

    /// UTF-16 units that are looked at to find the delimiter.
    private static final int SAMPLE = 1 << 15;

    private static final int SAMPLE_ROWS = 30;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        TableText.Written table = table(file);
        sink.page(new Page(1, table.text(), 0, 0, List.of()));
        sink.headings(table.headings(1));
    }

    private static TableText.Written table(Path file) throws IOException, Refusal {
        try {
            return table(file, '"');
        } catch (UncheckedIOException | RecordReader.TooLong e) {
            return tableWithoutQuotes(file);
        }
    }

    private static TableText.Written tableWithoutQuotes(Path file) throws IOException, Refusal {
        try {
            return table(file, null);
        } catch (UncheckedIOException | RecordReader.TooLong e) {
            throw new Refusal(Reason.Code.BROKEN);
        }
    }

    private static TableText.Written table(Path file, @Nullable Character quote)
            throws IOException, Refusal {
        TableText table = new TableText("");
        try (BufferedReader text = TextDecoding.open(file);
                RecordReader bounded = new RecordReader(text);
                CSVParser rows = format(delimiter(text), quote).parse(bounded)) {
            for (CSVRecord row : rows) {
                table.row(row.toList());
                bounded.nextRecord();
            }
        }
        return table.end();
    }

    private static CSVFormat format(char delimiter, @Nullable Character quote) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setTrailingData(true)
                .get();
    }

    /// The one that cuts most of the first rows into equally many values; of equals, into more.
    private static char delimiter(BufferedReader text) throws IOException {
        text.mark(SAMPLE + 1);
        char[] chars = new char[SAMPLE];
        int filled = 0;
        for (int read = 0; read >= 0 && filled < SAMPLE; filled += Math.max(0, read)) {
            read = text.read(chars, filled, SAMPLE - filled);
        }
        text.reset();
        String sample = new String(chars, 0, filled);
        char best = DELIMITERS[0];
        double highest = 0;
        for (char delimiter : DELIMITERS) {
            double score = score(widths(sample, delimiter));
            if (score > highest) {
                best = delimiter;
                highest = score;
            }
        }
        return best;
    }

    /// How many values each of the first rows has.
    private static List<Integer> widths(String sample, char delimiter) throws IOException {
        List<Integer> widths = new ArrayList<>();
        try (CSVParser rows = format(delimiter, '"').parse(new StringReader(sample))) {
            for (CSVRecord row : rows) {
                widths.add(row.size());
                if (widths.size() == SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (UncheckedIOException e) {
            // the sample ends inside quotation marks
            return widths;
        }
        return widths;
    }

    private static double score(List<Integer> widths) {
        double highest = 0;
        for (int width : widths) {
            long alike = widths.stream().filter(other -> other == width).count();
            if (width > 1) {
                double share = alike / (double) widths.size();
                highest = Math.max(highest, share + Math.min(width, 1000) / 10_000.0);
            }
        }
        return highest;
    }
}
