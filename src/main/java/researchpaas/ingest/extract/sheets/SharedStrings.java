package researchpaas.ingest.extract.sheets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;

/// The texts that a workbook's cells refer to by number. A workbook of a million cells has nearly
/// as many, so they are kept as bytes, and no more of them than the child has room for.
final class SharedStrings {
    /// Half a child's heap.
    private static final long MOST_BYTES = 40L << 20;

    private static final int BLOCK = 1 << 16;
    private static final int LONGEST = 4_000;

    private final List<byte[]> blocks = new ArrayList<>();
    private int[] places = new int[1_024];
    private int count;
    private int used = BLOCK;

    static SharedStrings read(OfficePackage file, @Nullable String part)
            throws IOException, Refusal {
        SharedStrings strings = new SharedStrings();
        if (part != null && file.has(part)) {
            try (XmlCursor xml = file.read(part)) {
                while (xml.nextInside(1)) {
                    if (xml.name().equals("si")) {
                        strings.add(text(xml));
                    }
                }
            }
        }
        return strings;
    }

    /// Without the readings that Japanese Excel keeps beside the characters.
    static String text(XmlCursor xml) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "t" -> text.append(xml.text());
                case "rPh" -> xml.skip();
                default -> {
                    // a run, or how it looks
                }
            }
        }
        return text.toString();
    }

    private void add(String text) throws Refusal {
        byte[] bytes = CleanText.cut(text, LONGEST).getBytes(StandardCharsets.UTF_8);
        // two bytes for the length; none is longer than a block
        if (used + 2 + bytes.length > BLOCK) {
            if ((blocks.size() + 1L) * BLOCK + 4L * count > MOST_BYTES) {
                throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
            }
            blocks.add(new byte[BLOCK]);
            used = 0;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
        }
        byte[] block = blocks.getLast();
        places[count++] = (blocks.size() - 1) * BLOCK + used;
        block[used] = (byte) (bytes.length >> 8);
        block[used + 1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, block, used + 2, bytes.length);
        used += 2 + bytes.length;
    }

    /// Empty where there is none with this number.
    String get(int number) {
        if (number < 0 || number >= count) {
            return "";
        }
        byte[] block = blocks.get(places[number] / BLOCK);
        int at = places[number] % BLOCK;
        int length = ((block[at] & 0xFF) << 8) | (block[at + 1] & 0xFF);
        return new String(block, at + 2, length, StandardCharsets.UTF_8);
    }
}
