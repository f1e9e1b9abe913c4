package researchpaas.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.account.Account;
import researchpaas.account.CurrentReader;
import researchpaas.account.ManagePeople;
import researchpaas.account.Permission;
import researchpaas.account.Requires;

/// The people whom the library knows.
@Controller
class PeoplePage {
    private static final int SHOWN = 50;
    private static final int LONGEST = 254;

    private final ManagePeople people;
    private final CurrentReader current;
    private final WebSettings settings;

    PeoplePage(ManagePeople people, CurrentReader current, WebSettings settings) {
        this.people = people;
        this.current = current;
        this.settings = settings;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
    String start() {
        return "redirect:/admin/people";
    }

    /// @param q part of a name or an address
    /// @param after the last address of the page before
    @Requires(Permission.ADMIN)
    @GetMapping(path = "/admin/people", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        String text = words(q);
        String behind = words(after);
        List<Account> found = people.list(text, behind, SHOWN + 1);
        model.addAttribute("q", text);
        model.addAttribute("total", people.count(text));
        model.addAttribute(
                "people",
                found.stream()
                        .limit(SHOWN)
                        .map(account ->
                                PersonView.of(account, current.reader().account(), settings.zone()))
                        .toList());
        model.addAttribute("first", behind.isEmpty() ? null : address(text, ""));
        model.addAttribute(
                "next",
                found.size() > SHOWN
                        ? address(text, found.get(SHOWN - 1).address().value())
                        : null);
        return "people";
    }

    private static String words(@Nullable String text) {
        String clean = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.substring(0, Math.min(clean.length(), LONGEST)).toLowerCase(Locale.ROOT);
    }

    private static String address(String q, String after) {
        return UriComponentsBuilder.fromPath("/admin/people")
                .queryParam("q", "{q}")
                .queryParam("after", "{after}")
                .encode()
                .buildAndExpand(q, after)
                .toUriString();
    }
}
