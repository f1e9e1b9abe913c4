package researchpaas.ingest.hostile;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Texts, markup, noise, and names.
final class HostileTexts {
    /// A billion times "lol".
    static final String LAUGHS = laughs();

    static final List<String> NOISY_ENDINGS =
            List.of(
                    "pdf", "md", "txt", "csv", "tsv", "json", "jsonl", "html", "tex", "ipynb",
                    "eml", "docx", "pptx", "xlsx", "odt", "ods", "odp", "zip", "svg", "png", "jpg");

    /// A right-to-left mark, an override that turns `exe.txt` around, an emoji, a decomposed
    /// letter, spaces, and what means something to a shell, a URL or a page.
    static final List<String> NAMES =
            List.of(
                    "right\u200Fto\u200Fleft.txt",
                    "photo\u202Etxt.exe.txt",
                    "🦋🧪.txt",
                    "cafe\u0301 が か\u3099.txt",
                    "%2e%2e%2fetc%2fpasswd.txt",
                    "a\\..\\..\\b.txt",
                    "line\nfeed\ttab.txt",
                    " leading and trailing .txt",
                    "<script>alert(1)</script>'\"&{0}.txt".replace("/", "∕"),
                    "$(reboot); `id` | x.txt",
                    "-rf.txt",
                    "con.txt",
                    "長".repeat(80) + ".txt");

    private final Path folder;

    HostileTexts(Path folder) {
        this.folder = folder;
    }

    void writeAll(String stolenFile, String stolenAddress) throws IOException {
        for (String ending : NOISY_ENDINGS) {
            Files.createFile(folder.resolve("empty." + ending));
            noise("noise." + ending);
        }
        // 10 MB without a line end
        text("one-line.txt", "moths ".repeat(10_000_000 / 6));
        text("spaces.txt", " ".repeat(3_000_000) + "\n".repeat(3_000_000));
        text("gif.txt", "GIF89a and words");
        text("nul.txt", "words\0words");
        text("quotes.md", ">".repeat(100_000) + " words");
        text("brackets.md", "[".repeat(50_000) + "words" + "](".repeat(50_000));
        text("stars.md", "*_".repeat(50_000) + "words");
        text("lists.md", "- ".repeat(20_000) + "words");
        text("deep.json", "[".repeat(10_000) + "]".repeat(10_000));
        text("deep.jsonl", ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "\n").repeat(3));
        text("long-number.json", "{\"a\": 1" + "0".repeat(1_000_000) + "}");
        text("deep.html", "<div>".repeat(50_000) + "moths");
        text("quotes.csv", "a,b\n\"never closed " + "x,".repeat(1_000_000));
        text("wide.csv", "a,".repeat(200_000) + "\n" + "1,".repeat(200_000));
        String entities =
                "<!DOCTYPE html [<!ENTITY x SYSTEM \""
                        + stolenFile
                        + "\"><!ENTITY y SYSTEM \""
                        + stolenAddress
                        + "\">]>";
        text("entity.html", entities + "<html><p>before &x; &y; after moths</p></html>");
        text(
                "entity.svg",
                entities + "<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>");
        text("entity.xml", entities + "<a>&x;&y;</a>");
        text("laughs.html", LAUGHS + "<html><p>&x9; moths</p></html>");
        text(
                "laughs.svg",
                LAUGHS + "<svg xmlns='http://www.w3.org/2000/svg'><text>&x9;</text></svg>");
        text(
                "fetching.html",
                "<html><base href='%1$s'><link rel=stylesheet href='%1$s/a.css'><script src='%1$s/a.js'></script><img src='%1$s/a.png'><iframe src='%2$s'></iframe><p>moths</p></html>"
                        .formatted(stolenAddress, stolenFile));
        text(
                "script.svg",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><text>moths</text></svg>");
        text(
                "include.tex",
                "\\documentclass{a}\\begin{document}\\input{"
                        + stolenFile
                        + "}\\loop\\iftrue\\repeat moths\\end{document}");
        try (var sparse =
                new RandomAccessFile(folder.resolve("five-gigabytes.txt").toFile(), "rw")) {
            sparse.setLength(5L << 30);
        }
        for (String name : NAMES) {
            text(name, "A file with an odd name.");
        }
        // hidden, so not listed
        text("..txt", "hidden");
        text("... .txt", "hidden");
    }

    /// The same on every run.
    private void noise(String name) throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(name.hashCode()).nextBytes(bytes);
        Files.write(folder.resolve(name), bytes);
    }

    private void text(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String laughs() {
        StringBuilder type = new StringBuilder("<!DOCTYPE a [<!ENTITY x0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY x%d \"%s\">".formatted(i, ("&x" + (i - 1) + ";").repeat(10)));
        }
        return type + "]>";
    }
}
