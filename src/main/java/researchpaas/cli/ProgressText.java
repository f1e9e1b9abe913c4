package researchpaas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// How far a scan is, as the terminal says it: the most important first.
record ProgressText(double share, List<String> parts) {
    ProgressText {
        parts = List.copyOf(parts);
    }

    /// @param job as the API gives it
    static ProgressText of(JsonNode job, Messages messages) {
        List<String> parts = new ArrayList<>();
        parts.add(
                messages.text(
                        "ingest.progress", job.path("done").asInt(), job.path("planned").asInt()));
        parts.add(
                messages.text(
                        "progress.bytes",
                        megabytes(job.path("done_bytes").asDouble()),
                        megabytes(job.path("planned_bytes").asDouble())));
        if (job.hasNonNull("seconds_left")) {
            parts.add(left(job.path("seconds_left").asLong(), messages));
        }
        if (job.hasNonNull("files_per_second")) {
            parts.add(
                    messages.text(
                            "progress.pace",
                            tenths(job.path("files_per_second").asDouble()),
                            megabytes(job.path("bytes_per_second").asDouble())));
        }
        return new ProgressText(job.path("share").asDouble(), parts);
    }

    private static String left(long seconds, Messages messages) {
        if (seconds < 60) {
            return messages.text("progress.left.seconds", seconds);
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 60
                ? messages.text("progress.left.minutes", minutes)
                : messages.text("progress.left.hours", minutes / 60, minutes % 60);
    }

    private static String megabytes(double bytes) {
        return tenths(bytes / 1e6);
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    String line() {
        return String.join("  ", parts);
    }

    /// A bar and as many of the parts as fit beside it.
    String bar(int columns) {
        int shortest = 12;
        StringBuilder text = new StringBuilder("%3d %%".formatted((int) (share * 100)));
        for (String part : parts) {
            if (width(text) + 2 + width(part) + 1 + shortest > columns) {
                break;
            }
            text.append("  ").append(part);
        }
        int room = Math.clamp(columns - width(text) - 3L, 0, 30);
        int full = (int) Math.round(room * share);
        return room < shortest - 3
                ? text.toString()
                : "[" + "#".repeat(full) + "-".repeat(room - full) + "] " + text;
    }

    /// Japanese letters take two columns.
    static int width(CharSequence text) {
        return text.codePoints().map(point -> point < 0x1100 ? 1 : 2).sum();
    }
}
