package researchpaas.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// Gives a request the means to find out whether its sender has gone; see [WhileAwaited]. Of those
/// that bring a body: nothing else is worked on for long before it is answered.
final class NoticeLeaving extends ValveBase {
    static final String HAS_LEFT = NoticeLeaving.class.getName();

    NoticeLeaving() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!request.getMethod().equals("POST")) {
            getNext().invoke(request, response);
            return;
        }
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        InputBuffer own = connection.getInputBuffer();
        Sender sender = new Sender(connection, own);
        connection.setInputBuffer(sender);
        BooleanSupplier hasLeft = sender::hasLeft;
        request.setAttribute(HAS_LEFT, hasLeft);
        try {
            getNext().invoke(request, response);
        } finally {
            connection.setInputBuffer(own);
        }
    }

    /// Looks for more to read, without waiting for it. Only where the body was read whole and
    /// nothing came with it: Tomcat keeps the beginning of a next request where looking would write
    /// over it.
    private static final class Sender implements InputBuffer {
        private final org.apache.coyote.Request connection;
        private final InputBuffer body;
        private long arrived;

        Sender(org.apache.coyote.Request connection, InputBuffer body) {
            this.connection = connection;
            this.body = body;
        }

        /// What cannot be read counts as readable, again and again. What did arrive counts once,
        /// and is kept for whoever reads the next request.
        boolean hasLeft() {
            for (int i = 0; i < 2; i++) {
                if (arrived != connection.getContentLengthLong()
                        || available(false) > 0
                        || available(true) == 0) {
                    return false;
                }
            }
            return true;
        }

        private int available(boolean reading) {
            connection.action(ActionCode.AVAILABLE, reading);
            return connection.getAvailable();
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            return body.doRead(
                    new ApplicationBufferHandler() {
                        // all that arrived, before what is not the body's is cut off.
                        @Override
                        public void setByteBuffer(ByteBuffer buffer) {
                            arrived += buffer.remaining();
                            handler.setByteBuffer(buffer);
                        }

                        @Override
                        public ByteBuffer getByteBuffer() {
                            return handler.getByteBuffer();
                        }

                        @Override
                        public void expand(int size) {
                            handler.expand(size);
                        }
                    });
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
