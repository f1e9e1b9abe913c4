package researchpaas.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What has just been done or was refused, above the page that comes next. The address says it, by
/// a constant, so that nothing needs to be remembered in between.
@Component
class Notice {
    /// What was done.
    enum Said {
        ROLE,
        SUSPENDED,
        RESUMED,
        RELEASED,
        SIGNED_OUT,
        SESSION_ENDED,
        KEY_REVOKED,
        SCANNING,
        TRYING,
        SAVED,
        CONNECTED,
        RECONNECTED,
        REMOVED
    }

    private final MessageSource messages;

    Notice(MessageSource messages) {
        this.messages = messages;
    }

    /// Where the page is that says it.
    static String at(String path, Said said) {
        return "redirect:" + path + "?said=" + said;
    }

    /// @param said a constant as it came in the address; anything else says nothing
    void put(@Nullable String said, Model model, Locale locale) {
        String sentence = "";
        for (Said known : Said.values()) {
            if (known.name().equals(said)) {
                sentence = messages.getMessage("said." + known, null, locale);
            }
        }
        model.addAttribute("said", sentence);
        model.addAttribute("refused", "");
    }

    /// @param key of a sentence that says why it was not done
    void refuse(String key, Model model, Locale locale, Object... arguments) {
        model.addAttribute("said", "");
        model.addAttribute("refused", messages.getMessage(key, arguments, locale));
    }
}
