package researchpaas.edge;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import researchpaas.edge.RequestWatch.Ended;

/// One line for each request: who (the account's number), what (the route's pattern, which holds no
/// question and no title), how it ended and how long it took. Who counts requests is told the same,
/// but for who it was.
final class LogRequests extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(LogRequests.class);

    private final List<RequestWatch> watches;

    LogRequests(List<RequestWatch> watches) {
        this.watches = List.copyOf(watches);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Requests.isProbe(request) || (watches.isEmpty() && !log.isInfoEnabled());
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
                end(request, whole ? response.getStatus() : 500, begun);
            }
        }
    }

    private void end(HttpServletRequest request, int status, long begun) {
        Object limit = request.getAttribute(TooMany.LIMIT);
        Ended ended =
                new Ended(
                        method(request),
                        route(request),
                        status,
                        Duration.ofNanos(System.nanoTime() - begun),
                        limit == null ? null : limit.toString());
        watches.forEach(watch -> watch.ended(ended));
        if (log.isInfoEnabled()) {
            write(request, ended);
        }
    }

    private static void write(HttpServletRequest request, Ended ended) {
        LoggingEventBuilder line =
                log.atInfo()
                        .setMessage("request")
                        .addKeyValue("method", ended.method())
                        .addKeyValue("route", ended.route())
                        .addKeyValue("status", ended.status())
                        .addKeyValue("outcome", outcome(ended.status()))
                        .addKeyValue("ms", ended.took().toMillis())
                        .addKeyValue("from", SenderAddress.masked(request.getRemoteAddr()));
        Object account = request.getAttribute(LimitAccounts.ACCOUNT);
        if (account != null && MDC.get(LimitAccounts.ACCOUNT) == null) {
            line = line.addKeyValue(LimitAccounts.ACCOUNT, account);
        }
        if (ended.limit() != null) {
            line = line.addKeyValue(TooMany.LIMIT, ended.limit());
        }
        line.log();
    }

    /// Anything may stand there.
    private static String method(HttpServletRequest request) {
        return request.getMethod().matches("[A-Z]{3,7}") ? request.getMethod() : "unknown";
    }

    private static String route(HttpServletRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return route == null ? "none" : route.toString();
    }

    private static String outcome(int status) {
        if (status < 400) {
            return "ok";
        }
        return status < 500 ? "refused" : "failed";
    }

    /// A stream of events ends long after its first thread has gone.
    private final class AtTheEnd implements AsyncListener {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long begun;

        AtTheEnd(HttpServletRequest request, HttpServletResponse response, long begun) {
            this.request = request;
            this.response = response;
            this.begun = begun;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            Object number = request.getAttribute(NumberRequests.KEY);
            try (MDC.MDCCloseable _ =
                    MDC.putCloseable(NumberRequests.KEY, String.valueOf(number))) {
                end(request, response.getStatus(), begun);
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
