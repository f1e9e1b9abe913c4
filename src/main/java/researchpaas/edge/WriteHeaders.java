package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.web.filter.OncePerRequestFilter;

/// The headers that tell a browser what an answer may do. In front of everything that might answer,
/// so that a refusal has them too.
final class WriteHeaders extends OncePerRequestFilter {
    private static final String PERMISSIONS_POLICY =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final String SIGN_OUT = "/auth/logout";

    private final ContentSecurityPolicy policy = new ContentSecurityPolicy();
    private final HeaderWriterFilter writers;

    WriteHeaders(boolean https) {
        List<HeaderWriter> all = new ArrayList<>();
        all.add(policy);
        all.add(WriteHeaders::nameTheLetters);
        all.add(new XContentTypeOptionsHeaderWriter());
        all.add(new XFrameOptionsHeaderWriter());
        all.add(new CacheControlHeadersWriter());
        all.add(new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN));
        all.add(new PermissionsPolicyHeaderWriter(PERMISSIONS_POLICY));
        CrossOriginOpenerPolicyHeaderWriter opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
        all.add(opener);
        CrossOriginResourcePolicyHeaderWriter resource =
                new CrossOriginResourcePolicyHeaderWriter();
        resource.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
        all.add(resource);
        HeaderWriter forget = new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE);
        all.add((request, response) -> {
            if (request.getMethod().equals("POST") && request.getRequestURI().equals(SIGN_OUT)) {
                forget.writeHeaders(request, response);
            }
        });
        if (https) {
            // for a year, subdomains included; only on secure answers, as the standard says
            all.add(new HstsHeaderWriter());
        }
        writers = new HeaderWriterFilter(all);
    }

    /// Our own style sheets and scripts come without.
    private static void nameTheLetters(HttpServletRequest request, HttpServletResponse response) {
        String type = response.getContentType();
        if (type != null && type.startsWith("text/") && !type.contains("charset")) {
            response.setContentType(type + ";charset=UTF-8");
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(ContentSecurityPolicy.NONCE, policy.newNonce());
        writers.doFilter(request, response, chain);
    }
}
