package researchpaas.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import researchpaas.document.Database;
import researchpaas.document.Database.Trouble;
import researchpaas.ingest.Incident;

/// Who a request comes from is looked up before any door is asked. Where the database is away, that
/// is told here as the doors tell it.
final class TellOutage extends OncePerRequestFilter {
    /// The number of the incident, for the error page.
    static final String OUTAGE = TellOutage.class.getName();

    private static final Logger log = LoggerFactory.getLogger(TellOutage.class);

    private final Database database;

    TellOutage(Database database) {
        this.database = database;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            Optional<Trouble> trouble = database.troubleBehind(e);
            if (trouble.isEmpty() || response.isCommitted()) {
                throw e;
            }
            String incident = Incident.newId();
            log.atError()
                    .setMessage("the database is not available")
                    .addKeyValue("incident", incident)
                    .addKeyValue("trouble", trouble.get())
                    .setCause(e)
                    .log();
            request.setAttribute(OUTAGE, incident);
            // a form's secret stands in a session that cannot be read now
            request.removeAttribute("_csrf");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
