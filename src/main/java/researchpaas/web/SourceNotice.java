package researchpaas.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import researchpaas.ingest.Reason;
import researchpaas.source.ConnectMyDrive;
import researchpaas.source.SetUpDrives;

/// What was just done with a source, or why not, above the page that comes next. The address says
/// it, by a constant.
@Component
class SourceNotice {
    /// What was done.
    enum Said {
        SCANNING,
        TRYING,
        SAVED,
        CONNECTED,
        RECONNECTED,
        REMOVED
    }

    private final MessageSource messages;

    SourceNotice(MessageSource messages) {
        this.messages = messages;
    }

    static String at(String path, Said said) {
        return "redirect:" + path + "?said=" + said;
    }

    /// @param said a constant as it came in the address; anything else says nothing
    void put(@Nullable String said, Model model, Locale locale) {
        String sentence = "";
        for (Said known : Said.values()) {
            if (known.name().equals(said)) {
                sentence = messages.getMessage("sources.said." + known, null, locale);
            }
        }
        model.addAttribute("said", sentence);
        model.addAttribute("refused", "");
    }

    void refuse(SetUpDrives.Why why, String about, Model model, Locale locale) {
        model.addAttribute("said", "");
        model.addAttribute(
                "refused",
                messages.getMessage("sources.refused." + why, new Object[] {about}, locale));
    }

    void refuse(ConnectMyDrive.Why why, Model model, Locale locale) {
        model.addAttribute("said", "");
        model.addAttribute(
                "refused", messages.getMessage("sources.connect.refused." + why, null, locale));
    }

    void refuse(Reason reason, Model model, Locale locale) {
        model.addAttribute("said", "");
        model.addAttribute(
                "refused",
                messages.getMessage(
                        "reason." + reason.code().name(), reason.details().toArray(), locale));
    }
}
