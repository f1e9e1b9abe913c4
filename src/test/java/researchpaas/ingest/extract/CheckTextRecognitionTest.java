package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.SettingsOf;

class CheckTextRecognitionTest {
    @TempDir Path folder;

    @Test
    void isNotAskedForByItself() {
        assertThat(look("", "jpn+eng").key()).isEqualTo("recognition.off");
        assertThat(look("false", "jpn+eng").state()).isEqualTo(State.NOT_CHECKED);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Diagnosis absent = look(folder.resolve("tesseract").toString(), "jpn+eng");
        assertThat(absent.state()).isEqualTo(State.WRONG);
        assertThat(absent.values().toString()).contains("TEXT_RECOGNITION=", "apt-get install");

        Path program = program("#!/bin/sh\necho 'List of languages:'\necho eng\n");
        Diagnosis language = look(program.toString(), "jpn+eng");
        assertThat(language.state()).isEqualTo(State.WRONG);
        assertThat(language.values().toString()).contains("tesseract-ocr-jpn");

        assertThat(look(program.toString(), "eng"))
                .isEqualTo(Diagnosis.ok(Diagnosis.Topic.TEXT_RECOGNITION, "recognition", "eng"));
    }

    @Test
    void refusesAProgramThatDoesNotRun() throws IOException {
        Diagnosis found = look(program("\0\1 no program").toString(), "eng");

        assertThat(found.state()).isEqualTo(State.WRONG);
        assertThat(found.values().toString()).contains("TEXT_RECOGNITION");
    }

    private Path program(String text) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private static Diagnosis look(String program, String languages) {
        return new CheckTextRecognition(
                        SettingsOf.bound(
                                Map.of(
                                        "TEXT_RECOGNITION",
                                        program,
                                        "TEXT_RECOGNITION_LANGUAGES",
                                        languages),
                                "research-paas.extract",
                                ExtractSettings.class))
                .look()
                .getFirst();
    }
}
