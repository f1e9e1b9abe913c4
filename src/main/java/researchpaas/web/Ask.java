package researchpaas.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import researchpaas.credential.ApiKey;

/// A page that asks before something is done that cannot simply be taken back.
///
/// @param section which part of the navigation it belongs to
/// @param button what is done, in the words of its button
/// @param action where the answer is sent
/// @param back where to go without doing it
record Ask(
        String section,
        String question,
        String advice,
        String button,
        String action,
        String back,
        String backTo) {

    /// @param page that shows the key
    static Ask aboutKey(
            ApiKey key, String section, String page, MessageSource messages, Locale locale) {
        return new Ask(
                section,
                messages.getMessage("keys.revoke.ask", new Object[] {key.name()}, locale),
                messages.getMessage("keys.revoke.advice", null, locale),
                messages.getMessage("keys.revoke", null, locale),
                "/" + section + "/keys/" + key.id() + "/revoke",
                page,
                messages.getMessage("keys.title", null, locale));
    }
}
