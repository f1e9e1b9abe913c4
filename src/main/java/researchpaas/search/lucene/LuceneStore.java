package researchpaas.search.lucene;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.ReadAdvice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One index folder: its only writer, its searcher, and the cursor in its commits. Searches see
/// commits only, so they go on while the writer is broken, and they see all that the cursor covers.
final class LuceneStore implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(LuceneStore.class);
    private static final Similarity SIMILARITY = new BM25Similarity(0.9f, 0.4f);
    private static final String CURSOR = "cursor";
    private static final String FORMAT = "format";

    /// Megabytes, where the heap is large: Lucene's own limit.
    private static final double LARGEST_SEGMENT = 5_120;

    /// Merges that are under way; one at a time works, others hold what they have in memory
    /// meanwhile. Who wants one more waits.
    private static final int MERGES = 2;

    private final Path folder;
    private final double bufferMegabytes;
    private final VectorEncoding vectors;
    private final Directory directory;
    private final SearcherManager searchers;
    private @Nullable IndexWriter writer;
    private volatile long cursor;

    /// The cursor of the last commit, which searches may not see yet.
    private volatile long committed;

    private final ReentrantLock writing = new ReentrantLock();

    /// A merge has ended that no commit shows yet.
    private volatile boolean merged;

    /// Opens the folder. What is no index of ours is moved aside, never deleted: the index is built
    /// anew from the database.
    static LuceneStore open(Path folder, double bufferMegabytes, VectorEncoding vectors)
            throws IOException {
        try {
            return new LuceneStore(folder, bufferMegabytes, vectors);
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | FileNotFoundException
                | EOFException
                | NoSuchFileException
                | ForeignIndex e) {
            Path aside = freeName(folder);
            Files.move(folder, aside);
            log.atWarn()
                    .addKeyValue("movedTo", aside)
                    .setCause(e)
                    .log(
                            "The search index cannot be used. It was moved aside and is built anew from the database.");
            return new LuceneStore(folder, bufferMegabytes, vectors);
        }
    }

    private static Path freeName(Path folder) {
        int number = 1;
        while (Files.exists(folder.resolveSibling(folder.getFileName() + ".broken-" + number))) {
            number++;
        }
        return folder.resolveSibling(folder.getFileName() + ".broken-" + number);
    }

    private LuceneStore(Path folder, double bufferMegabytes, VectorEncoding vectors)
            throws IOException {
        this.folder = folder;
        this.vectors = vectors;
        this.bufferMegabytes = bufferMegabytes;
        Files.createDirectories(folder);
        // memory-mapped: a graph jumps from vector to vector, and each jump would be a call of the
        // operating system, millions of them in a merge. A container's limit counts pages that are
        // mapped as it counts those that are read: as the kernel's, given back when they are needed
        MMapDirectory mapped = new MMapDirectory(folder);
        mapped.setReadAdvice((_, context) -> Optional.of(advice(context)));
        directory = mapped;
        boolean opened = false;
        try {
            boolean fresh = !DirectoryReader.indexExists(directory);
            if (fresh && directory.listAll().length > 0 && holdsMoreThanLock()) {
                throw new ForeignIndex("The folder holds files but no index.");
            }
            IndexWriter first = openWriter();
            writer = first;
            Map<String, String> stored = liveData(first);
            if (fresh) {
                commit(first, 0);
            } else if (!vectors.formatOfIndex().equals(stored.get(FORMAT))) {
                rebuild(first, stored);
            } else {
                committed = Long.parseLong(stored.getOrDefault(CURSOR, "0"));
                cursor = committed;
            }
            searchers = new SearcherManager(directory, new Factory());
            opened = true;
        } finally {
            if (!opened) {
                closeWriter();
                directory.close();
            }
        }
    }

    /// What lies around a place is not read with it, except in merges: some hosts read eight
    /// megabytes around, which in a small container pushes out what the next search needs. Lucene's
    /// own advice would have that for words.
    private static ReadAdvice advice(IOContext context) {
        return switch (context.context()) {
            case MERGE, FLUSH -> ReadAdvice.SEQUENTIAL;
            case DEFAULT -> ReadAdvice.RANDOM;
        };
    }

    private boolean holdsMoreThanLock() throws IOException {
        for (String file : directory.listAll()) {
            if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                return true;
            }
        }
        return false;
    }

    private void rebuild(IndexWriter first, Map<String, String> stored) throws IOException {
        if (!stored.containsKey(FORMAT)) {
            throw new ForeignIndex("The folder holds an index of another program.");
        }
        log.atInfo()
                .addKeyValue("from", stored.get(FORMAT))
                .addKeyValue("to", vectors.formatOfIndex())
                .log("The search index has an older form and is built anew from the database.");
        first.deleteAll();
        commit(first, 0);
    }

    private static Map<String, String> liveData(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        Map<String, String> map = new java.util.HashMap<>();
        if (data != null) {
            data.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        }
        return map;
    }

    private IndexWriter openWriter() throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(Analysis.PER_FIELD);
        config.setSimilarity(SIMILARITY);
        config.setCodec(new VectorCodec(vectors));
        config.setRAMBufferSizeMB(bufferMegabytes);
        config.setCommitOnClose(false);
        config.setMergePolicy(new TieredMergePolicy().setMaxMergedSegmentMB(largestSegment()));
        config.setMergeScheduler(new Merges());
        // a new document does not wait for a merge; what is merged is shown when it is ready
        config.setMaxFullFlushMergeWaitMillis(0);
        return new IndexWriter(directory, config);
    }

    /// In megabytes, as large as the heap. A merge holds the graph of its vectors there, 370 bytes
    /// a passage of some three kilobytes: an eighth of the heap. In one piece, 400,000 passages
    /// would take 150 MB.
    private static double largestSegment() {
        return Math.min(LARGEST_SEGMENT, Runtime.getRuntime().maxMemory() / 1048576.0);
    }

    long cursor() {
        return cursor;
    }

    /// What is written to the index between two commits.
    interface Change {
        void write(IndexWriter writer) throws IOException;
    }

    /// Writes the change and the cursor in one commit. When that fails (a full disk closes a writer
    /// for good), nothing of it remains and the next call starts with a new writer.
    void write(Change change, long newCursor) throws IOException {
        writing.lock();
        boolean done = false;
        try {
            IndexWriter open = writer;
            if (open == null || !open.isOpen()) {
                open = openWriter();
                writer = open;
            }
            change.write(open);
            commit(open, newCursor);
            done = true;
        } finally {
            if (!done) {
                closeWriter();
            }
            writing.unlock();
        }
        searchers.maybeRefreshBlocking();
        // only now: who waits for the cursor searches next
        cursor = newCursor;
        showMerged();
    }

    /// Writes the change in a commit of its own that leaves the cursor where it is.
    void amend(Change change) throws IOException {
        writing.lock();
        try {
            write(change, committed);
        } finally {
            writing.unlock();
        }
    }

    /// Searches see commits only, so segments that were merged beside them need one of their own:
    /// else a library at rest would be searched in as many pieces as its import had batches. Never
    /// waits for a writer, who may be waiting for this merge, and who looks here afterwards.
    private void showMerged() throws IOException {
        while (merged && !writing.isHeldByCurrentThread() && writing.tryLock()) {
            try {
                merged = false;
                IndexWriter open = writer;
                if (open != null && open.isOpen()) {
                    commit(open, committed);
                }
            } finally {
                writing.unlock();
            }
            searchers.maybeRefresh();
        }
    }

    private final class Merges extends ConcurrentMergeScheduler {
        Merges() {
            setMaxMergesAndThreads(MERGES, 1);
        }

        @Override
        protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
            super.doMerge(source, merge);
            merged = true;
            try {
                showMerged();
            } catch (IOException | AlreadyClosedException e) {
                log.atWarn()
                        .addKeyValue("folder", folder)
                        .setCause(e)
                        .log("Merged segments could not be committed.");
            }
        }
    }

    private void commit(IndexWriter open, long newCursor) throws IOException {
        open.setLiveCommitData(
                Map.of(CURSOR, Long.toString(newCursor), FORMAT, vectors.formatOfIndex())
                        .entrySet());
        open.commit();
        committed = newCursor;
    }

    /// What is asked of the present state.
    interface Question<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    <T> T read(Question<T> question) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return question.ask(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    private void closeWriter() {
        IndexWriter open = writer;
        writer = null;
        if (open != null) {
            try {
                open.rollback();
            } catch (IOException e) {
                log.atWarn()
                        .addKeyValue("folder", folder)
                        .setCause(e)
                        .log("The index writer did not close.");
            }
        }
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            searchers.close();
            closeWriter();
            directory.close();
        } finally {
            writing.unlock();
        }
    }

    private static final class Factory extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(
                org.apache.lucene.index.IndexReader reader,
                org.apache.lucene.index.@Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(SIMILARITY);
            return searcher;
        }
    }

    private static final class VectorCodec extends FilterCodec {
        private final KnnVectorsFormat format;

        VectorCodec(VectorEncoding vectors) {
            super(Codec.getDefault().getName(), Codec.getDefault());
            format = vectors.format();
        }

        @Override
        public KnnVectorsFormat knnVectorsFormat() {
            return new PerFieldKnnVectorsFormat() {
                @Override
                public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return format;
                }
            };
        }
    }

    private static final class ForeignIndex extends IOException {
        private static final long serialVersionUID = 1;

        ForeignIndex(String message) {
            super(message);
        }
    }
}
