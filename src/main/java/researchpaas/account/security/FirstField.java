package researchpaas.account.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Forms with files are read as they arrive, by whoever takes the files; so their secret, see
/// [FormSecret], is their first field, and is looked up here, in the first bytes. A form without
/// JavaScript has no other place for it but its address, which logs keep.
final class FirstField extends OncePerRequestFilter {
    private static final int LOOKED_AT = 1024;
    private static final Pattern FORM =
            Pattern.compile(
                    "\\A--[^\\r\\n]{1,70}\\r\\n"
                            + "Content-Disposition: form-data; name=\"_csrf\"\\r\\n\\r\\n"
                            + "([A-Za-z0-9_=-]{1,200})\\r\\n--",
                    Pattern.CASE_INSENSITIVE);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                || !type.regionMatches(true, 0, "multipart/form-data", 0, 19)
                || request.getHeader(FormSecret.HEADER) != null
                || request.getHeader("Authorization") != null
                || request.getRequestedSessionId() == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] first = request.getInputStream().readNBytes(LOOKED_AT);
        Matcher form = FORM.matcher(new String(first, StandardCharsets.ISO_8859_1));
        chain.doFilter(
                new WithFirstField(request, first, form.find() ? form.group(1) : null), response);
    }

    private static final class WithFirstField extends HttpServletRequestWrapper {
        private final ServletInputStream body;
        private final @Nullable String secret;

        WithFirstField(HttpServletRequest request, byte[] first, @Nullable String secret)
                throws IOException {
            super(request);
            this.body = new Joined(first, request.getInputStream());
            this.secret = secret;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return name.equals(FormSecret.FIELD) ? secret : super.getParameter(name);
        }
    }

    /// What was looked at, and what follows. Only ever read by the thread of its request.
    private static final class Joined extends ServletInputStream {
        private final ServletInputStream rest;
        private final InputStream all;

        Joined(byte[] first, ServletInputStream rest) {
            this.rest = rest;
            this.all = new SequenceInputStream(new ByteArrayInputStream(first), rest);
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return all.read(bytes, from, length);
        }

        @Override
        public boolean isFinished() {
            return rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return rest.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Bodies are read by their request's thread");
        }
    }
}
