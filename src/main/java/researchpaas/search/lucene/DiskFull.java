package researchpaas.search.lucene;

import java.util.Locale;
import java.util.stream.Stream;

/// The operating system's word for a full disk, which has no exception of its own.
final class DiskFull {
    private static final int DEEPEST = 20;

    private DiskFull() {}

    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(
                        text -> text.contains("no space left") || text.contains("quota exceeded"));
    }
}
