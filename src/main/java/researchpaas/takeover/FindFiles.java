package researchpaas.takeover;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Ledger.Entry;

/// Finds the old files in a folder: by the end of their paths (the folder and the name at least),
/// then by name and size, then by their bytes. Names are compared as one form of Unicode, since
/// different computers write them in different ones. A file that lies there is given to one row
/// only.
final class FindFiles {
    private final List<Candidate> candidates;
    private final Set<Path> given = new HashSet<>();

    private FindFiles(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    private record Candidate(Path path, List<String> parts, long size) {
        String name() {
            return parts.getLast();
        }
    }

    /// Links below the folder are not followed, what may not be opened is left out.
    static FindFiles in(Path folder) {
        List<Candidate> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder.toRealPath(),
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) {
                                String path = file.toString().replace('\\', '/');
                                found.add(new Candidate(file, parts(path), attributes.size()));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(Candidate::path));
        return new FindFiles(found);
    }

    /// @param wanted in the order in which they are served
    /// @return what was found, by the path in the ledger
    Map<String, Path> find(List<Entry> wanted) {
        Map<String, Path> found = new LinkedHashMap<>();
        Map<String, List<Candidate>> byName =
                candidates.stream().collect(groupingBy(Candidate::name));
        for (Entry entry : wanted) {
            give(entry, byEnd(entry, named(byName, entry)), found);
        }
        for (Entry entry : wanted) {
            if (!found.containsKey(entry.path())) {
                give(entry, bySize(entry, named(byName, entry)), found);
            }
        }
        Map<Long, List<Candidate>> bySize =
                candidates.stream().collect(groupingBy(Candidate::size));
        for (Entry entry : wanted) {
            if (!found.containsKey(entry.path()) && sha256(entry) != null) {
                List<Candidate> same = bySize.getOrDefault(entry.size(), List.of());
                give(entry, same.stream().filter(c -> hasBytes(c, entry)).findFirst(), found);
            }
        }
        Map<String, Long> nameless =
                wanted.stream()
                        .filter(entry -> !found.containsKey(entry.path()) && isNameOnly(entry))
                        .collect(groupingBy(entry -> name(entry.path()), counting()));
        for (Entry entry : wanted) {
            if (nameless.getOrDefault(name(entry.path()), 0L) == 1 && isNameOnly(entry)) {
                give(entry, onlyOne(named(byName, entry)), found);
            }
        }
        return found;
    }

    /// Neither size nor bytes are known, as with points of the earlier store: then a name must do,
    /// if only one bears it on either side.
    private static boolean isNameOnly(Entry entry) {
        return entry.size() == 0 && sha256(entry) == null;
    }

    private Optional<Candidate> onlyOne(List<Candidate> named) {
        List<Candidate> free = named.stream().filter(c -> !given.contains(c.path())).toList();
        return free.size() == 1 ? Optional.of(free.getFirst()) : Optional.empty();
    }

    private static String name(String path) {
        return parts(path).getLast();
    }

    private static List<Candidate> named(Map<String, List<Candidate>> byName, Entry entry) {
        return byName.getOrDefault(parts(entry.path()).getLast(), List.of());
    }

    private void give(Entry entry, Optional<Candidate> candidate, Map<String, Path> found) {
        candidate
                .filter(one -> given.add(one.path()))
                .ifPresent(one -> found.put(entry.path(), one.path()));
    }

    /// The longest common end of two parts or more, if only one has it; with the size as a
    /// tie-break.
    private Optional<Candidate> byEnd(Entry entry, List<Candidate> named) {
        List<String> parts = parts(entry.path());
        int longest = named.stream().mapToInt(c -> commonEnd(c.parts(), parts)).max().orElse(0);
        if (longest < 2) {
            return Optional.empty();
        }
        List<Candidate> best =
                named.stream()
                        .filter(c -> !given.contains(c.path()))
                        .filter(c -> commonEnd(c.parts(), parts) == longest)
                        .toList();
        return best.size() == 1
                ? Optional.of(best.getFirst())
                : best.stream().filter(c -> c.size() == entry.size()).findFirst();
    }

    private Optional<Candidate> bySize(Entry entry, List<Candidate> named) {
        return named.stream()
                .filter(c -> !given.contains(c.path()) && c.size() == entry.size())
                .filter(c -> sha256(entry) == null || hasBytes(c, entry))
                .findFirst();
    }

    private static boolean hasBytes(Candidate candidate, Entry entry) {
        try {
            return Hashes.of(candidate.path()).equals(sha256(entry));
        } catch (IOException e) {
            return false;
        }
    }

    static @Nullable String sha256(Entry entry) {
        String sha256 = entry.sha256();
        return sha256 == null || sha256.isEmpty() ? null : sha256;
    }

    /// Whether folder and name at least are the same.
    static boolean sameEnd(String one, String other) {
        return commonEnd(parts(one), parts(other)) >= 2;
    }

    private static int commonEnd(List<String> one, List<String> other) {
        int common = 0;
        while (common < one.size()
                && common < other.size()
                && one.get(one.size() - 1 - common).equals(other.get(other.size() - 1 - common))) {
            common++;
        }
        return common;
    }

    private static List<String> parts(String path) {
        return List.of(Normalizer.normalize(path, Normalizer.Form.NFC).split("/"));
    }
}
