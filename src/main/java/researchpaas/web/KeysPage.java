package researchpaas.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.credential.ApiKey;
import researchpaas.credential.KeyId;
import researchpaas.credential.ManageKeys;
import researchpaas.web.Notice.Said;

/// Everybody's API keys, for an administrator.
@Controller
class KeysPage {
    private static final String PATH = "/admin/keys";

    private final ManageKeys keys;
    private final AccessViews access;
    private final CurrentReader current;
    private final Notice notice;
    private final MessageSource messages;

    KeysPage(
            ManageKeys keys,
            AccessViews access,
            CurrentReader current,
            Notice notice,
            MessageSource messages) {
        this.keys = keys;
        this.access = access;
        this.current = current;
        this.notice = notice;
        this.messages = messages;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(required = false) @Nullable String said,
            @RequestParam(required = false) @Nullable String offset,
            Model model,
            Locale locale) {
        notice.put(said, model, locale);
        Turn<KeyView> turn =
                Turn.of(
                        access.allKeys(current.reader(), "/admin"),
                        SearchForm.offset(offset),
                        PATH);
        model.addAttribute("keys", turn.shown());
        model.addAttribute("first", turn.first());
        model.addAttribute("next", turn.next());
        return "keys";
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = PATH + "/{id:\\d{1,18}}/revoke", produces = MediaType.TEXT_HTML_VALUE)
    String ask(@PathVariable long id, Model model, Locale locale) {
        List<ApiKey> all = keys.all(current.reader());
        ApiKey key =
                all.stream()
                        .filter(found -> found.id().value() == id)
                        .findFirst()
                        .orElseThrow(NotFound::new);
        model.addAttribute("ask", Ask.aboutKey(key, "admin", PATH, messages, locale));
        return "confirm";
    }

    @Requires(Permission.ADMIN)
    @PostMapping(PATH + "/{id:\\d{1,18}}/revoke")
    String revoke(@PathVariable long id) {
        if (!keys.revoke(current.actor(), current.reader(), new KeyId(id))) {
            throw new NotFound();
        }
        return Notice.at(PATH, Said.KEY_REVOKED);
    }
}
