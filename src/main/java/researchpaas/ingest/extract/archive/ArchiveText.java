package researchpaas.ingest.extract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import researchpaas.document.Heading;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;

/// The text of an archive: the pages of its files one after the other, each file's under a heading
/// with its path, and at the end a page that names what could not be read.
final class ArchiveText {
    /// Names of unread files that are listed; the others are counted.
    private static final int MOST_UNREAD = 500;

    private final TextSink sink;
    private final Function<String, Optional<FormatReader>> readers;
    private final List<Heading> headings = new ArrayList<>();
    private final Map<String, Reason.Code> unread = new LinkedHashMap<>();
    private int pages;
    private int entries;
    private long bytes;
    private int moreUnread;

    /// @param readers by file name
    ArchiveText(TextSink sink, Function<String, Optional<FormatReader>> readers) {
        this.sink = sink;
        this.readers = readers;
    }

    /// Opens an entry's bytes.
    interface Content {
        InputStream open() throws IOException;
    }

    /// @param name as the archive has it
    /// @throws Refusal when the archive as a whole is beyond a limit
    void entry(String name, Content content) throws IOException, Refusal {
        entries++;
        if (entries > sink.limits().unpack().maxEntries()) {
            throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
        }
        String path = EntryName.shown(name);
        if (path.isEmpty() || EntryName.isHidden(path)) {
            return;
        }
        Optional<FormatReader> reader = readers.apply(path.substring(path.lastIndexOf('/') + 1));
        if (reader.isEmpty()) {
            addUnread(path, Reason.Code.UNSUPPORTED_TYPE);
        } else if (reader.get() instanceof ArchiveReader) {
            addUnread(path, Reason.Code.ARCHIVE_NOT_OPENED);
        } else {
            unpack(path, reader.get(), content);
        }
    }

    private void unpack(String path, FormatReader reader, Content content)
            throws IOException, Refusal {
        // in the child's own folder, under a name of ours
        Path copy = Files.createTempFile("entry", "");
        try {
            copyTo(copy, content);
            bytes += Files.size(copy);
            if (bytes > sink.limits().unpack().maxBytes()) {
                throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
            }
            read(path, reader, copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static void copyTo(Path copy, Content content) throws IOException, Refusal {
        try {
            // the stream belongs to the archive, which goes on behind it
            Files.copy(content.open(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (UnpackedStream.TooLarge e) {
            throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
        }
    }

    private void read(String path, FormatReader reader, Path copy) throws IOException, Refusal {
        EntrySink entry = new EntrySink(path);
        try {
            if (Files.size(copy) == 0) {
                throw new Refusal(Reason.Code.EMPTY_FILE);
            }
            reader.read(copy, entry);
            if (!entry.someText) {
                addUnread(path, Reason.Code.NO_TEXT);
            }
        } catch (Refusal refusal) {
            if (entry.broken) {
                throw refusal;
            }
            addUnread(path, refusal.code());
        } catch (IOException e) {
            if (entry.broken) {
                throw e;
            }
            addUnread(path, Reason.Code.BROKEN);
        } catch (RuntimeException e) {
            // libraries answer broken files with any exception
            addUnread(path, Reason.Code.BROKEN);
        }
        pages += entry.count;
    }

    private void addUnread(String path, Reason.Code code) {
        if (unread.size() < MOST_UNREAD) {
            unread.put(path, code);
        } else {
            moreUnread++;
        }
    }

    /// @throws Refusal NO_TEXT when nothing in it could be read
    void end() throws IOException, Refusal {
        if (pages == 0) {
            throw new Refusal(entries == 0 ? Reason.Code.EMPTY_FILE : Reason.Code.NO_TEXT);
        }
        if (!unread.isEmpty()) {
            pages++;
            UnreadEntries list = new UnreadEntries(unread, moreUnread);
            sink.page(new Page(pages, list.text(), 0, 0, List.of()));
            headings.add(new Heading(pages, 0, list.title().length(), 1, list.title()));
        }
        sink.headings(headings);
    }

    /// Puts the pages of one file behind those of the files before it.
    private final class EntrySink implements TextSink {
        private final String path;
        private final int before = pages;
        private int count;
        private boolean someText;

        /// What went wrong is not the entry's fault: the parent is gone, or all limits are reached.
        private boolean broken;

        EntrySink(String path) {
            this.path = path;
        }

        @Override
        public Limits limits() {
            return sink.limits();
        }

        @Override
        public void page(Page page) throws IOException, Refusal {
            count++;
            someText |= !page.text().isBlank();
            int shift = count == 1 ? path.length() + 1 : 0;
            if (count == 1) {
                headings.add(new Heading(before + 1, 0, path.length(), 1, path));
            }
            broken = true;
            sink.page(
                    new Page(
                            before + count,
                            count == 1 ? path + "\n" + page.text() : page.text(),
                            page.width(),
                            page.height(),
                            page.lines().stream().map(line -> shifted(line, shift)).toList()));
            broken = false;
        }

        private static Line shifted(Line line, int shift) {
            return new Line(line.start() + shift, line.end() + shift, line.box(), line.fontSize());
        }

        @Override
        public void headings(List<Heading> found) {
            for (Heading heading : found) {
                int shift = heading.page() == 1 ? path.length() + 1 : 0;
                headings.add(
                        new Heading(
                                before + heading.page(),
                                heading.start() + shift,
                                heading.end() + shift,
                                Math.min(9, heading.level() + 1),
                                heading.text()));
            }
        }

        @Override
        public void info(FileInfo found) {
            // of one file among many
        }
    }
}
