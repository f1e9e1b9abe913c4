package researchpaas.document.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import researchpaas.document.Box;
import researchpaas.document.Line;

/// A page's lines as bytes: whole numbers of variable length, each the difference to the line
/// before, boxes in tenths of a point, deflated. About six bytes a line.
final class PageLayout {
    private static final float TENTHS = 10;
    private static final int FORMAT = 1;

    private PageLayout() {}

    static byte[] bytes(List<Line> lines) {
        if (lines.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            out.writeByte(FORMAT);
            writeNumber(out, lines.size());
            int[] before = new int[7];
            for (Line line : lines) {
                before = write(out, numbers(line), before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static List<Line> lines(byte[] bytes) {
        if (bytes.length == 0) {
            return List.of();
        }
        try (DataInputStream in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readByte() != FORMAT) {
                throw new IllegalStateException("A page's layout is stored in an unknown form");
            }
            List<Line> lines = new ArrayList<>();
            int count = readNumber(in);
            int[] before = new int[7];
            for (int i = 0; i < count; i++) {
                before = read(in, before);
                lines.add(line(before));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] numbers(Line line) {
        Box box = line.box();
        return new int[] {
            line.start(),
            line.end() - line.start(),
            tenths(box.x()),
            tenths(box.y()),
            tenths(box.width()),
            tenths(box.height()),
            tenths(line.fontSize())
        };
    }

    private static Line line(int[] n) {
        Box box = new Box(n[2] / TENTHS, n[3] / TENTHS, n[4] / TENTHS, n[5] / TENTHS);
        return new Line(n[0], n[0] + n[1], box, n[6] / TENTHS);
    }

    private static int tenths(float points) {
        return Math.round(points * TENTHS);
    }

    private static int[] write(DataOutputStream out, int[] numbers, int[] before)
            throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            int difference = numbers[i] - before[i];
            writeNumber(out, (difference << 1) ^ (difference >> 31)); // small for both signs
        }
        return numbers;
    }

    private static int[] read(DataInputStream in, int[] before) throws IOException {
        int[] numbers = new int[before.length];
        for (int i = 0; i < numbers.length; i++) {
            int coded = readNumber(in);
            numbers[i] = before[i] + ((coded >>> 1) ^ -(coded & 1));
        }
        return numbers;
    }

    private static void writeNumber(DataOutputStream out, int number) throws IOException {
        int rest = number;
        while ((rest & ~0x7f) != 0) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int readNumber(DataInputStream in) throws IOException {
        int number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IllegalStateException("A page's layout is damaged");
    }
}
