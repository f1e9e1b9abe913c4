package researchpaas.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What Tomcat refuses before any filter runs (a request line that is none, characters that no
/// address may hold) gets the doors' error shape instead of Tomcat's own page.
final class RefuseUnreadable extends ErrorReportValve {
    private final Refusal refusal;

    RefuseUnreadable(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        boolean refused = response.getStatus() >= 400 && response.getStatus() < 500;
        if (!refused || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(Refusal.CONTENT_TYPE);
            Writer out = response.getReporter();
            if (out != null) {
                out.write(refusal.body(request, "error.400"));
                response.finishResponse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
