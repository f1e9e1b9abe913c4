package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/// Browsers tell here that a page wanted something its policy forbids. Anybody can write such a
/// report, so nothing of it is kept but which rule it names.
final class ReceiveReports extends OncePerRequestFilter {
    static final String PATH = "/policy-reports";

    private static final Logger log = LoggerFactory.getLogger(ReceiveReports.class);
    private static final int LONGEST = 16 * 1024;

    private static final List<String> RULES =
            List.of(
                    "script-src",
                    "style-src",
                    "img-src",
                    "font-src",
                    "connect-src",
                    "form-action",
                    "base-uri",
                    "object-src",
                    "frame-ancestors",
                    "default-src");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getRequestURI().equals(PATH) || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        String report =
                new String(request.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
        log.atWarn()
                .setMessage("A browser reports something that the page's policy forbids")
                .addKeyValue("rule", rule(report))
                .log();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static String rule(String report) {
        int named = report.indexOf("directive\"");
        String rest = named < 0 ? "" : report.substring(named);
        return RULES.stream()
                .filter(rule -> rest.contains("\"" + rule))
                .findFirst()
                .orElse("another");
    }
}
