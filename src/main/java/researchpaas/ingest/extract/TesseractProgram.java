package researchpaas.ingest.extract;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.recognition.Tesseract;

/// Finds Tesseract at the start, so that a missing program or language is told then and not by each
/// file.
final class TesseractProgram {
    private TesseractProgram() {}

    /// Absent when text recognition is off.
    ///
    /// @throws IllegalArgumentException when it is on and cannot work; the message says what to
    ///   install
    static @Nullable Tesseract find(ExtractSettings.Ocr settings) {
        if (!settings.isOn()) {
            return null;
        }
        Path program = program(settings.program());
        List<String> known = languages(program);
        for (String language : settings.languages().split("\\+", -1)) {
            if (!known.contains(language)) {
                throw new IllegalArgumentException(
                        "Text recognition (TEXT_RECOGNITION_LANGUAGES) needs Tesseract's data for %s. On Debian: apt-get install tesseract-ocr-%s"
                                .formatted(language, language.replace('_', '-')));
            }
        }
        return new Tesseract(program, settings.languages(), settings.pageDeadline());
    }

    private static Path program(String setting) {
        Stream<Path> candidates =
                setting.equals("true")
                        ? Stream.of(
                                        System.getenv()
                                                .getOrDefault("PATH", "")
                                                .split(File.pathSeparator))
                                .map(folder -> Path.of(folder, "tesseract"))
                        : Stream.of(Path.of(setting));
        return candidates
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Path::toAbsolutePath)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "Text recognition is on (TEXT_RECOGNITION=%s), but the program tesseract is not there. On Debian: apt-get install tesseract-ocr tesseract-ocr-jpn"
                                        .formatted(setting)));
    }

    private static List<String> languages(Path program) {
        try {
            Process process =
                    new ProcessBuilder(program.toString(), "--list-langs")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            byte[] answer = process.getInputStream().readNBytes(1 << 16);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new String(answer, StandardCharsets.UTF_8).lines().map(String::strip).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Text recognition (TEXT_RECOGNITION): %s does not run".formatted(program), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
