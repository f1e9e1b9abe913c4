package researchpaas.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.operate.LookAs;
import researchpaas.operate.LookAs.Seen;
import researchpaas.operate.LookAs.Sight;

/// What a person can see, for an administrator.
@Controller
class SeesPage {
    private static final int SHOWN = 50;

    private final LookAs look;
    private final CurrentReader current;
    private final WebSettings settings;

    SeesPage(LookAs look, CurrentReader current, WebSettings settings) {
        this.look = look;
        this.current = current;
        this.settings = settings;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/admin/people/{id:\\d{1,18}}/sees", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        int from = SearchForm.offset(offset);
        Sight sight =
                look.look(new AccountId(id), from, SHOWN, current.actor(), current.reader())
                        .orElseThrow(NotFound::new);
        String here = "/admin/people/" + id + "/sees";
        long total = sight.counts().documents();
        model.addAttribute(
                "person",
                PersonView.of(sight.person(), current.reader().account(), settings.zone()));
        model.addAttribute("total", total);
        model.addAttribute("holdings", Holdings.of(sight.counts()));
        model.addAttribute("documents", sight.page().stream().map(SeenView::of).toList());
        model.addAttribute("first", from == 0 ? null : here);
        model.addAttribute(
                "next", total > from + SHOWN ? here + "?offset=" + (from + SHOWN) : null);
        return "sees";
    }

    /// @param href empty where the administrator does not see the document
    /// @param more how many files are not named
    record SeenView(
            String category, long number, String href, String title, List<String> paths, int more) {
        static SeenView of(Seen seen) {
            String title = seen.title();
            return new SeenView(
                    seen.key().category().name(),
                    seen.key().number(),
                    title == null
                            ? ""
                            : "/library/"
                                    + seen.key().category().word()
                                    + "/"
                                    + seen.key().number(),
                    title == null ? "" : title,
                    seen.paths(),
                    seen.files() - seen.paths().size());
        }
    }
}
