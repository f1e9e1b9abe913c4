package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import researchpaas.Asvs;
import researchpaas.document.Database;

@ExtendWith(OutputCaptureExtension.class)
class ApiErrorsTest {
    /// What nobody thought of: the caller gets a number, the log the rest under the same number.
    @Test
    @Asvs({"16.3.4", "16.5.1", "16.5.4"})
    void whatNobodyThoughtOfIsLoggedAndNotTold(CapturedOutput log) {
        ResponseEntity<ApiErrors.Problem> answer =
                errors().anythingElse(
                                new IllegalStateException("select secret from internals"),
                                Locale.ENGLISH);

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        String detail = answer.getBody().detail();
        assertThat(detail).matches(".*Incident [0-9a-f]{8}:.*").doesNotContain("secret");
        String incident = detail.replaceAll(".*Incident ([0-9a-f]{8}):.*", "$1");
        assertThat(log).contains(incident, "select secret from internals", "IllegalStateException");
    }

    /// Tomcat tells it in the first way, Spring in the second; writers of JSON wrap both.
    @Test
    void aReaderWhoLeavesWhileHeIsAnsweredIsNoError(CapturedOutput log) {
        IOException pipe = new IOException("Broken pipe");
        for (Exception left :
                List.of(
                        new ClientAbortException(pipe),
                        new AsyncRequestNotUsableException("failed to flush", pipe))) {
            assertThat(errors().anything(left, Locale.ENGLISH)).isNull();
            assertThat(
                            errors().anything(
                                            new HttpMessageNotWritableException(
                                                    "Could not write JSON", left),
                                            Locale.ENGLISH))
                    .isNull();
        }
        assertThat(log.getAll()).doesNotContain("ERROR", "WARN", "Broken pipe");
    }

    /// The same words about another connection are one.
    @Test
    void aServiceThatLeavesIsAnError(CapturedOutput log) {
        ResponseEntity<ApiErrors.Problem> answer =
                errors().anything(
                                new IllegalStateException(new IOException("Broken pipe")),
                                Locale.ENGLISH);

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(log).contains("ERROR", "Broken pipe");
    }

    private static ApiErrors errors() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        return new ApiErrors(messages, healthy());
    }

    private static Database healthy() {
        return new Database() {
            @Override
            public Engine engine() {
                return Engine.SQLITE;
            }

            @Override
            public Optional<Trouble> trouble() {
                return Optional.empty();
            }

            @Override
            public boolean isSuspect() {
                return false;
            }

            @Override
            public List<Pool> pools() {
                return List.of();
            }

            @Override
            public Optional<Trouble> troubleBehind(Throwable failure) {
                return Optional.empty();
            }
        };
    }
}
