package researchpaas.edge;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// One line for each request: who (the account's number), what (the route's pattern, which holds no
/// question and no title), how it ended and how long it took.
final class LogRequests extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(LogRequests.class);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Requests.isProbe(request) || !log.isInfoEnabled();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begun = System.nanoTime();
        boolean whole = false;
        try {
            chain.doFilter(request, response);
            whole = true;
        } finally {
            if (whole && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new AtTheEnd(request, response, begun));
            } else {
                write(request, whole ? response.getStatus() : 500, begun);
            }
        }
    }

    private static void write(HttpServletRequest request, int status, long begun) {
        LoggingEventBuilder line =
                log.atInfo()
                        .setMessage("request")
                        .addKeyValue("method", method(request))
                        .addKeyValue("route", route(request))
                        .addKeyValue("status", status)
                        .addKeyValue("outcome", outcome(status))
                        .addKeyValue("ms", (System.nanoTime() - begun) / 1_000_000)
                        .addKeyValue("from", SenderAddress.masked(request.getRemoteAddr()));
        Object account = request.getAttribute(LimitAccounts.ACCOUNT);
        if (account != null && MDC.get(LimitAccounts.ACCOUNT) == null) {
            line = line.addKeyValue(LimitAccounts.ACCOUNT, account);
        }
        Object limit = request.getAttribute(TooMany.LIMIT);
        if (limit != null) {
            line = line.addKeyValue(TooMany.LIMIT, limit);
        }
        line.log();
    }

    /// Anything may stand there.
    private static String method(HttpServletRequest request) {
        return request.getMethod().matches("[A-Z]{3,7}") ? request.getMethod() : "unknown";
    }

    private static Object route(HttpServletRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return route == null ? "none" : route;
    }

    private static String outcome(int status) {
        if (status < 400) {
            return "ok";
        }
        return status < 500 ? "refused" : "failed";
    }

    /// A stream of events ends long after its first thread has gone.
    private record AtTheEnd(HttpServletRequest request, HttpServletResponse response, long begun)
            implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            Object number = request.getAttribute(NumberRequests.KEY);
            try (MDC.MDCCloseable _ =
                    MDC.putCloseable(NumberRequests.KEY, String.valueOf(number))) {
                write(request, response.getStatus(), begun);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
