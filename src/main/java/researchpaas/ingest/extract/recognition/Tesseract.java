package researchpaas.ingest.extract.recognition;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.layout.TextLine;
import researchpaas.ingest.extract.recognition.RecognizedLines.Recognized;

/// Recognises the text of a picture with the program Tesseract, one process a picture, inside the
/// child: the program gets the same walls as the child, and dies with it.
///
/// @param languages as Tesseract names them, joined by `+`
/// @param deadline of one picture
public record Tesseract(Path program, String languages, Duration deadline) {
    private static final long LARGEST_ANSWER = 20L << 20;

    /// What the parent hands to the child's main method, and the way back.
    public List<String> arguments() {
        return List.of(program.toString(), languages, Long.toString(deadline.toMillis()));
    }

    public static @Nullable Tesseract of(String[] arguments) {
        return arguments.length < 3
                ? null
                : new Tesseract(
                        Path.of(arguments[0]),
                        arguments[1],
                        Duration.ofMillis(Long.parseLong(arguments[2])));
    }

    /// In the order in which Tesseract reads them. Places are in points.
    ///
    /// @param picture in grey, a byte a pixel
    /// @throws IOException when the program fails or is late
    public List<TextLine> lines(BufferedImage picture, float dpi) throws IOException {
        Path image = Files.createTempFile("page", ".pgm");
        try {
            write(picture, image);
            List<Recognized> reading = read(image, languages, dpi);
            int first = languages.indexOf('+');
            boolean again = first > 0 && !reading.stream().allMatch(Recognized::isSure);
            return RecognizedLines.best(
                    reading, again ? read(image, languages.substring(0, first), dpi) : List.of());
        } finally {
            Files.delete(image);
        }
    }

    /// With several languages Tesseract sometimes takes a whole line for the wrong one; the first
    /// of them alone does not.
    private List<Recognized> read(Path image, String language, float dpi) throws IOException {
        Path answer = Files.createTempFile("page", ".tsv");
        try {
            run(image, answer, language, dpi);
            if (Files.size(answer) > LARGEST_ANSWER) {
                throw new IOException("more text than a page holds");
            }
            return RecognizedLines.of(Files.readString(answer, StandardCharsets.UTF_8), 72 / dpi);
        } finally {
            Files.delete(answer);
        }
    }

    /// The plainest of formats: neither side needs to pack or unpack.
    private static void write(BufferedImage picture, Path file) throws IOException {
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        String head = "P5 %d %d 255\n".formatted(picture.getWidth(), picture.getHeight());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(pixels);
        }
    }

    private void run(Path image, Path answer, String language, float dpi) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        program.toString(),
                        image.toString(),
                        "stdout",
                        "-l",
                        language,
                        "--dpi",
                        Integer.toString(Math.round(dpi)),
                        "--psm",
                        "3",
                        "-c",
                        "tessedit_create_tsv=1");
        // its threads wait for each other more than they gain on a small host
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        builder.redirectOutput(answer.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("text recognition took too long");
            }
            if (process.exitValue() != 0) {
                throw new IOException("text recognition failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
