package researchpaas.ingest.extract.sheets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;

/// Writes numbers and dates as the workbook shows them.
final class CellFormats {
    private static final String GENERAL = "General";

    private static final Pattern QUOTED =
            Pattern.compile("\"([\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+)\"");

    /// Formats whose number means something else in each country: years first, as in Japan.
    private static final Map<Integer, String> BY_COUNTRY =
            Map.ofEntries(
                    Map.entry(14, "yyyy/m/d"),
                    Map.entry(22, "yyyy/m/d h:mm"),
                    Map.entry(27, "yyyy.m.d"),
                    Map.entry(28, "yyyy年m月d日"),
                    Map.entry(29, "yyyy年m月d日"),
                    Map.entry(30, "yyyy/m/d"),
                    Map.entry(31, "yyyy年m月d日"),
                    Map.entry(32, "h時mm分"),
                    Map.entry(33, "h時mm分ss秒"),
                    Map.entry(34, "yyyy年m月"),
                    Map.entry(35, "m月d日"),
                    Map.entry(36, "yyyy.m.d"),
                    Map.entry(50, "yyyy.m.d"),
                    Map.entry(51, "yyyy年m月d日"),
                    Map.entry(52, "yyyy年m月"),
                    Map.entry(53, "m月d日"),
                    Map.entry(54, "yyyy年m月d日"),
                    Map.entry(55, "yyyy年m月"),
                    Map.entry(56, "m月d日"),
                    Map.entry(57, "yyyy.m.d"),
                    Map.entry(58, "yyyy年m月d日"));

    /// Beyond this, a double is not every whole number.
    private static final double MOST_WHOLE = 1e11;

    private final DataFormatter formatter = new DataFormatter(Locale.ROOT);
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>(BY_COUNTRY);
    private final boolean from1904;

    private CellFormats(boolean from1904) {
        this.from1904 = from1904;
    }

    static CellFormats read(OfficePackage file, @Nullable String part, boolean from1904)
            throws IOException {
        CellFormats formats = new CellFormats(from1904);
        if (part != null && file.has(part)) {
            try (XmlCursor xml = file.read(part)) {
                while (xml.nextInside(1)) {
                    switch (xml.name()) {
                        case "numFmt" -> formats.add(xml);
                        case "cellXfs" -> formats.addStyles(xml);
                        default -> {
                            // how it looks
                        }
                    }
                }
            }
        }
        return formats;
    }

    private void add(XmlCursor xml) {
        formats.put(xml.number("numFmtId", -1), understood(xml.attribute("formatCode", GENERAL)));
    }

    private void addStyles(XmlCursor xml) throws IOException {
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("xf")) {
                formatOfStyle.add(xml.number("numFmtId", 0));
            }
        }
    }

    /// Years of an emperor's reign (ggge) are beyond the formatter; the year of the calendar says
    /// the same. It also shows the quotes that stand around words in a date.
    private static String understood(String format) {
        return QUOTED.matcher(format.replaceAll("g{1,3}e{1,2}", "yyyy")).replaceAll("$1");
    }

    /// @param style the cell's style, by number
    String written(double value, int style) {
        int index = style >= 0 && style < formatOfStyle.size() ? formatOfStyle.get(style) : 0;
        String format = formats.get(index);
        if (format == null) {
            format = index < 0 ? GENERAL : builtin(index);
        }
        if (format.equals(GENERAL) && value == Math.rint(value) && Math.abs(value) < MOST_WHOLE) {
            return Long.toString((long) value);
        }
        return formatter.formatRawCellContents(value, index, format, from1904).strip();
    }

    private static String builtin(int index) {
        String format = BuiltinFormats.getBuiltinFormat(index);
        return format == null ? GENERAL : format;
    }
}
