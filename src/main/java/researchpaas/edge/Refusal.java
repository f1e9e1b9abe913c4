package researchpaas.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// Answers a request that never reaches a door, in the doors' error shape. The sentence holds
/// nothing of the request.
public record Refusal(MessageSource messages) {
    static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    /// @param message the key of a sentence that holds nothing JSON would have to escape
    public void write(
            HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        response.setStatus(status);
        response.setContentType(CONTENT_TYPE);
        response.getOutputStream().write(body(request, message).getBytes(StandardCharsets.UTF_8));
    }

    /// A person gets the error page, a program the sentence.
    public void show(
            HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        if (Requests.isPage(request)) {
            response.sendError(status);
        } else {
            write(request, response, status, message);
        }
    }

    public String body(HttpServletRequest request, String message) {
        String sentence = messages.getMessage(message, null, language(request));
        return "{\"detail\":\"" + sentence + "\"}";
    }

    private static Locale language(HttpServletRequest request) {
        try {
            return request.getHeader("Accept-Language") == null
                    ? Locale.JAPANESE
                    : request.getLocale();
        } catch (IllegalArgumentException malformed) {
            return Locale.JAPANESE;
        }
    }
}
