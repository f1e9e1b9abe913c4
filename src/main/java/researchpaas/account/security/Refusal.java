package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// Answers a request that never reaches a door, in the doors' error shape. The sentence holds
/// nothing of the request.
record Refusal(MessageSource messages) {
    void write(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        String sentence = messages.getMessage(message, null, language(request));
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream()
                .write(("{\"detail\":\"" + sentence + "\"}").getBytes(StandardCharsets.UTF_8));
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
