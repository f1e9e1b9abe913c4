package researchpaas.ingest.extract;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether Tesseract and its languages are there, where they are asked for.
@EnableConfigurationProperties(ExtractSettings.class)
final class CheckTextRecognition implements Check {
    private final ExtractSettings settings;

    CheckTextRecognition(ExtractSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Diagnosis> look() {
        try {
            return List.of(
                    TesseractProgram.find(settings.ocr()) == null
                            ? Diagnosis.notChecked(Topic.TEXT_RECOGNITION, "recognition.off")
                            : Diagnosis.ok(
                                    Topic.TEXT_RECOGNITION,
                                    "recognition",
                                    settings.ocr().languages()));
        } catch (IllegalArgumentException e) {
            return List.of(
                    Diagnosis.wrong(
                            Topic.TEXT_RECOGNITION, "refused", String.valueOf(e.getMessage())));
        }
    }
}
