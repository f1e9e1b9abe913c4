package researchpaas.web;

import java.util.Locale;

/// A file's kind and size as people write them.
final class FileType {
    private static final double KILO = 1024;

    private FileType() {}

    /// `PDF` of `a.pdf`; empty without an ending.
    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toUpperCase(Locale.ROOT);
    }

    static String size(long bytes) {
        if (bytes < KILO * KILO) {
            return Math.max(1, Math.round(bytes / KILO)) + " KB";
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }
}
