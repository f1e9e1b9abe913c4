package researchpaas.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.util.unit.DataSize;

/// Watches bodies while they arrive, whoever reads them. The server's own timeout begins anew with
/// each byte, so a sender who drips could hold a thread for hours.
final class PaceBodies extends ValveBase {
    private final long largest;
    private final long slowestPerSecond;
    private final Duration patience;

    PaceBodies(DataSize largest, DataSize slowestPerSecond, Duration patience) {
        super(true);
        this.largest = largest.toBytes();
        this.slowestPerSecond = slowestPerSecond.toBytes();
        this.patience = patience;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request body = request.getCoyoteRequest();
        InputBuffer own = body.getInputBuffer();
        String type = request.getContentType();
        boolean files = type != null && LimitBodies.holdsFiles(type);
        body.setInputBuffer(new Watched(body, own, files ? Long.MAX_VALUE : largest));
        try {
            getNext().invoke(request, response);
        } finally {
            body.setInputBuffer(own);
        }
    }

    private final class Watched implements InputBuffer {
        private final org.apache.coyote.Request request;
        private final InputBuffer body;
        private final long most;
        private final long begun = System.nanoTime();
        private long arrived;

        Watched(org.apache.coyote.Request request, InputBuffer body, long most) {
            this.request = request;
            this.body = body;
            this.most = most;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = body.doRead(handler);
            arrived += Math.max(read, 0);
            if (arrived > most) {
                throw broken("The body is too large");
            }
            if (read > 0 && isTooSlow()) {
                throw broken("The body arrives too slowly");
            }
            return read;
        }

        private boolean isTooSlow() {
            long late = System.nanoTime() - begun - patience.toNanos();
            return late > 0 && arrived < slowestPerSecond * (late / 1e9);
        }

        /// The rest is not waited for, and the connection ends with the answer.
        private IOException broken(String why) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            return new IOException(why);
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
