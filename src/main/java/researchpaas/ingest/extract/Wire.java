package researchpaas.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.document.Heading;
import researchpaas.document.HiddenText;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.ZipGuard;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.HiddenOffsets;
import researchpaas.ingest.extract.reader.TextSink;

/// The messages between parent and child: a length (int), a kind (byte), then the fields. The child
/// may have been taken over by the file that it reads, so everything that comes from it is checked
/// here before it becomes a record.
final class Wire {
    /// Says in the first message that the stream is ours, and which version of it.
    static final int GREETING = 0x52504303;

    /// Told by their places.
    private static final List<HiddenText.Kind> KINDS = List.of(HiddenText.Kind.values());

    private static final int MAX_HEADING_TEXT = 1_000;
    private static final int MAX_INFO_TEXT = 4_000;
    private static final float MAX_COORDINATE = 1_000_000;

    private Wire() {}

    /// What the child says.
    sealed interface Message {
        /// @param confined whether the kernel keeps the child from the network
        record Hello(boolean confined) implements Message {}

        record PageRead(Page page) implements Message {}

        record HeadingsFound(List<Heading> headings) implements Message {}

        record InfoFound(FileInfo info) implements Message {}

        /// The file has pictures of text, which take longer.
        record Recognizing() implements Message {}

        /// The file is read to its end.
        record Done() implements Message {}

        record Refused(Reason.Code code) implements Message {}

        record Failed(Reason.Code code) implements Message {}
    }

    /// What the parent asks for.
    record Request(String path, String mediaType, TextSink.Limits limits) {}

    /// The child broke the protocol.
    static final class Garbage extends IOException {
        private static final long serialVersionUID = 1;

        Garbage(String what) {
            super(what);
        }
    }

    static void write(DataOutputStream out, Request request) throws IOException {
        var buffer = new ByteArrayOutputStream();
        var fields = new DataOutputStream(buffer);
        writeText(fields, request.path());
        writeText(fields, request.mediaType());
        fields.writeInt(request.limits().maxText());
        fields.writeInt(request.limits().maxPages());
        writeUnpack(fields, request.limits().unpack());
        out.writeInt(buffer.size());
        buffer.writeTo(out);
        out.flush();
    }

    static Request readRequest(DataInputStream in) throws IOException {
        DataInputStream fields = fields(in, 1 << 20);
        return new Request(
                readText(fields, 1 << 20),
                readText(fields, 1_000),
                new TextSink.Limits(fields.readInt(), fields.readInt(), readUnpack(fields)));
    }

    private static void writeUnpack(DataOutputStream out, ZipGuard.Limits unpack)
            throws IOException {
        out.writeInt(unpack.maxEntries());
        out.writeLong(unpack.maxBytes());
        out.writeInt(unpack.maxRatio());
    }

    private static ZipGuard.Limits readUnpack(DataInputStream in) throws IOException {
        return new ZipGuard.Limits(in.readInt(), in.readLong(), in.readInt());
    }

    static void write(DataOutputStream out, Message message) throws IOException {
        var buffer = new ByteArrayOutputStream();
        var fields = new DataOutputStream(buffer);
        switch (message) {
            case Message.Hello(boolean confined) -> {
                fields.writeByte('H');
                fields.writeInt(GREETING);
                fields.writeBoolean(confined);
            }
            case Message.PageRead(Page page) -> {
                fields.writeByte('P');
                writePage(fields, page);
            }
            case Message.HeadingsFound(List<Heading> headings) -> {
                fields.writeByte('T');
                writeHeadings(fields, headings);
            }
            case Message.InfoFound(FileInfo info) -> {
                fields.writeByte('I');
                writeOptional(fields, info.title());
                writeOptional(fields, info.author());
                writeOptional(fields, info.created());
            }
            case Message.Recognizing() -> fields.writeByte('O');
            case Message.Done() -> fields.writeByte('D');
            case Message.Refused(Reason.Code code) -> {
                fields.writeByte('R');
                writeText(fields, code.name());
            }
            case Message.Failed(Reason.Code code) -> {
                fields.writeByte('F');
                writeText(fields, code.name());
            }
        }
        out.writeInt(buffer.size());
        buffer.writeTo(out);
        out.flush();
    }

    /// @param maxBytes the longest message that is taken
    /// @throws Garbage when it is no message of ours
    /// @throws EOFException when the child is gone
    static Message readMessage(DataInputStream in, int maxBytes) throws IOException {
        DataInputStream fields = fields(in, maxBytes);
        try {
            Message message =
                    switch (fields.readByte()) {
                        case 'H' -> hello(fields.readInt(), fields.readBoolean());
                        case 'P' -> new Message.PageRead(readPage(fields));
                        case 'T' -> new Message.HeadingsFound(readHeadings(fields));
                        case 'I' ->
                                new Message.InfoFound(
                                        new FileInfo(
                                                readOptional(fields),
                                                readOptional(fields),
                                                readOptional(fields)));
                        case 'O' -> new Message.Recognizing();
                        case 'D' -> new Message.Done();
                        case 'R' -> new Message.Refused(readCode(fields));
                        case 'F' -> new Message.Failed(readCode(fields));
                        default -> throw new Garbage("unknown kind of message");
                    };
            if (fields.available() > 0) {
                throw new Garbage("message longer than its fields");
            }
            return message;
        } catch (EOFException e) {
            throw new Garbage("message shorter than its fields");
        }
    }

    private static Message hello(int greeting, boolean confined) throws Garbage {
        check(greeting == GREETING, "greeting");
        return new Message.Hello(confined);
    }

    private static DataInputStream fields(DataInputStream in, int maxBytes) throws IOException {
        int length = in.readInt();
        check(length > 0 && length <= maxBytes, "length of a message");
        // grows with what really arrives, so a lying length costs nothing
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static void writePage(DataOutputStream out, Page page) throws IOException {
        out.writeInt(page.number());
        writeText(out, page.text());
        out.writeFloat(page.width());
        out.writeFloat(page.height());
        out.writeInt(page.lines().size());
        for (Line line : page.lines()) {
            out.writeInt(line.start());
            out.writeInt(line.end());
            out.writeFloat(line.box().x());
            out.writeFloat(line.box().y());
            out.writeFloat(line.box().width());
            out.writeFloat(line.box().height());
            out.writeFloat(line.fontSize());
        }
        out.writeInt(page.hidden().size());
        for (HiddenText hidden : page.hidden()) {
            out.writeInt(hidden.start());
            out.writeInt(hidden.end());
            out.writeByte(KINDS.indexOf(hidden.kind()));
        }
    }

    private static Page readPage(DataInputStream in) throws IOException {
        int number = in.readInt();
        String text = readText(in, Integer.MAX_VALUE);
        float width = readMeasure(in);
        float height = readMeasure(in);
        int count = in.readInt();
        check(count >= 0 && count <= text.length() + 1, "number of lines");
        List<Line> lines = new ArrayList<>();
        int earlier = 0;
        for (int i = 0; i < count; i++) {
            int start = in.readInt();
            int end = in.readInt();
            check(earlier <= start && start <= end && end <= text.length(), "offsets of a line");
            earlier = start;
            Box box =
                    new Box(
                            readCoordinate(in),
                            readCoordinate(in),
                            readMeasure(in),
                            readMeasure(in));
            lines.add(new Line(start, end, box, readMeasure(in)));
        }
        return new Page(number, text, width, height, lines, readHidden(in, text));
    }

    private static List<HiddenText> readHidden(DataInputStream in, String text) throws IOException {
        int count = in.readInt();
        check(count >= 0 && count <= HiddenOffsets.MOST, "number of hidden texts");
        List<HiddenText> hidden = new ArrayList<>();
        int earlier = 0;
        for (int i = 0; i < count; i++) {
            int start = in.readInt();
            int end = in.readInt();
            int kind = in.readByte();
            check(
                    earlier <= start
                            && start <= end
                            && end <= text.length()
                            && kind >= 0
                            && kind < KINDS.size(),
                    "place of a hidden text");
            earlier = end;
            hidden.add(new HiddenText(start, end, KINDS.get(kind)));
        }
        return hidden;
    }

    private static void writeHeadings(DataOutputStream out, List<Heading> headings)
            throws IOException {
        out.writeInt(headings.size());
        for (Heading heading : headings) {
            out.writeInt(heading.page());
            out.writeInt(heading.start());
            out.writeInt(heading.end());
            out.writeInt(heading.level());
            writeText(out, CleanText.cut(heading.text(), MAX_HEADING_TEXT));
        }
    }

    private static List<Heading> readHeadings(DataInputStream in) throws IOException {
        int count = in.readInt();
        check(count >= 0 && count <= TextSink.MAX_HEADINGS, "number of headings");
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int page = in.readInt();
            int start = in.readInt();
            int end = in.readInt();
            int level = in.readInt();
            check(
                    page >= 1 && start >= 0 && start <= end && level >= 1 && level <= 9,
                    "place of a heading");
            headings.add(new Heading(page, start, end, level, readText(in, MAX_HEADING_TEXT)));
        }
        return headings;
    }

    private static Reason.Code readCode(DataInputStream in) throws IOException {
        String name = readText(in, 100);
        for (Reason.Code code : Reason.Code.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        throw new Garbage("unknown reason");
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text)
            throws IOException {
        writeText(out, text == null ? "" : CleanText.cut(text, MAX_INFO_TEXT));
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        String text = readText(in, MAX_INFO_TEXT);
        return text.isBlank() ? null : text;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// Strict UTF-8 cannot hold a lone surrogate, so only NUL is left to look for.
    private static String readText(DataInputStream in, int maxChars) throws IOException {
        int length = in.readInt();
        check(length >= 0 && length <= in.available(), "length of a text");
        byte[] bytes = in.readNBytes(length);
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (CharacterCodingException e) {
            throw new Garbage("text that is not UTF-8");
        }
        check(text.length() <= maxChars && text.indexOf('\0') < 0, "text");
        return text;
    }

    private static float readCoordinate(DataInputStream in) throws IOException {
        float value = in.readFloat();
        check(Math.abs(value) <= MAX_COORDINATE, "coordinate");
        return value;
    }

    private static float readMeasure(DataInputStream in) throws IOException {
        float value = in.readFloat();
        check(value >= 0 && value <= MAX_COORDINATE, "measure");
        return value;
    }

    private static void check(boolean holds, String what) throws Garbage {
        if (!holds) {
            throw new Garbage(what);
        }
    }
}
