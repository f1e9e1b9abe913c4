package researchpaas.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
import researchpaas.credential.ManageSessions;
import researchpaas.web.Notice.Said;

/// Where everybody is signed in, for an administrator.
@Controller
class SessionsPage {
    private static final String PATH = "/admin/sessions";

    private final ManageSessions sessions;
    private final AccessViews access;
    private final CurrentReader current;
    private final Notice notice;

    SessionsPage(
            ManageSessions sessions, AccessViews access, CurrentReader current, Notice notice) {
        this.sessions = sessions;
        this.access = access;
        this.current = current;
        this.notice = notice;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(required = false) @Nullable String said,
            @RequestParam(required = false) @Nullable String offset,
            Model model,
            Locale locale) {
        notice.put(said, model, locale);
        Turn<SessionView> turn =
                Turn.of(
                        access.allSessions(current.reader(), "/admin"),
                        SearchForm.offset(offset),
                        PATH);
        model.addAttribute("sessions", turn.shown());
        model.addAttribute("first", turn.first());
        model.addAttribute("next", turn.next());
        return "sessions";
    }

    @Requires(Permission.ADMIN)
    @PostMapping(PATH + "/{reference}/end")
    String end(@PathVariable String reference) {
        if (!sessions.end(current.actor(), current.reader(), reference)) {
            throw new NotFound();
        }
        return Notice.at(PATH, Said.SESSION_ENDED);
    }
}
