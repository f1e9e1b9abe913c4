package researchpaas.web;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.OpenToAll;

/// The one page for somebody who has not signed in. Says why a sign-in was refused, too.
@Controller
class SignInPage {
    private final MessageSource messages;

    SignInPage(MessageSource messages) {
        this.messages = messages;
    }

    /// @param back where to go after it: a path of this server
    /// @param refused a reason's constant
    @OpenToAll
    @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(name = "return", required = false) @Nullable String back,
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(name = "signed-out", required = false) @Nullable String out,
            Model model,
            Locale locale) {
        model.addAttribute("back", LocalPath.of(back));
        model.addAttribute("refused", refused == null ? "" : reason(refused, locale));
        model.addAttribute("said", out == null ? "" : text("signin.out", locale));
        return "sign-in";
    }

    private String reason(String constant, Locale locale) {
        String otherwise = text("signin.refused", locale);
        return constant.matches("[A-Z_]{1,40}")
                ? Objects.requireNonNullElse(
                        messages.getMessage("signin.refused." + constant, null, otherwise, locale),
                        otherwise)
                : otherwise;
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
