package researchpaas.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.ManagePeople;
import researchpaas.account.ManagePeople.Outcome;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.account.Role;
import researchpaas.credential.SignOutEverywhere;
import researchpaas.web.Notice.Said;

/// One person, for an administrator: the role, whether they may come in, where they are signed in,
/// their keys.
@Controller
@RequestMapping("/admin/people/{id:\\d{1,18}}")
class PersonPage {
    private final ManagePeople people;
    private final SignOutEverywhere everywhere;
    private final AccessViews access;
    private final CurrentReader current;
    private final Notice notice;
    private final MessageSource messages;
    private final WebSettings settings;

    PersonPage(
            ManagePeople people,
            SignOutEverywhere everywhere,
            AccessViews access,
            CurrentReader current,
            Notice notice,
            MessageSource messages,
            WebSettings settings) {
        this.people = people;
        this.everywhere = everywhere;
        this.access = access;
        this.current = current;
        this.notice = notice;
        this.messages = messages;
        this.settings = settings;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String said,
            Model model,
            Locale locale) {
        notice.put(said, model, locale);
        return show(find(id), model);
    }

    private String show(Account account, Model model) {
        model.addAttribute("person", view(account));
        model.addAttribute("roles", Arrays.stream(Role.values()).map(Role::name).toList());
        model.addAttribute("sessions", access.sessions(account.id(), current.reader(), "/admin"));
        model.addAttribute("keys", access.keys(account.id(), "/admin"));
        return "person";
    }

    /// @param role a constant; empty gives the choice back to the configuration
    @Requires(Permission.ADMIN)
    @PostMapping("/role")
    String changeRole(
            @PathVariable long id,
            @RequestParam String role,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        AccountId person = new AccountId(id);
        Outcome outcome =
                role.isEmpty()
                        ? people.followConfiguration(current.actor(), person)
                        : people.setRole(current.actor(), person, role(role));
        return after(outcome, person, Said.ROLE, model, locale, response);
    }

    private static Role role(String constant) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(constant))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/suspend", produces = MediaType.TEXT_HTML_VALUE)
    String askToSuspend(@PathVariable long id, Model model, Locale locale) {
        return ask("suspend", "suspend", id, model, locale);
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/suspend")
    String suspend(
            @PathVariable long id, Model model, Locale locale, HttpServletResponse response) {
        AccountId person = new AccountId(id);
        Outcome outcome = people.suspend(current.actor(), person);
        return after(outcome, person, Said.SUSPENDED, model, locale, response);
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/resume", produces = MediaType.TEXT_HTML_VALUE)
    String askToResume(@PathVariable long id, Model model, Locale locale) {
        return ask("resume", "resume", id, model, locale);
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/resume")
    String resume(@PathVariable long id, Model model, Locale locale, HttpServletResponse response) {
        AccountId person = new AccountId(id);
        Outcome outcome = people.resume(current.actor(), person);
        return after(outcome, person, Said.RESUMED, model, locale, response);
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/release", produces = MediaType.TEXT_HTML_VALUE)
    String askToRelease(@PathVariable long id, Model model, Locale locale) {
        return ask("release", "release", id, model, locale);
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/release")
    String release(
            @PathVariable long id, Model model, Locale locale, HttpServletResponse response) {
        AccountId person = new AccountId(id);
        Outcome outcome = people.releaseAddress(current.actor(), person);
        return after(outcome, person, Said.RELEASED, model, locale, response);
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/sign-out", produces = MediaType.TEXT_HTML_VALUE)
    String askToSignOut(@PathVariable long id, Model model, Locale locale) {
        return ask("sign-out", "signOut", id, model, locale);
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/sign-out")
    String signOut(@PathVariable long id) {
        Account account = find(id);
        everywhere.signOut(current.actor(), account.id());
        return Notice.at(address(account.id()), Said.SIGNED_OUT);
    }

    private Account find(long id) {
        return people.find(new AccountId(id)).orElseThrow(NotFound::new);
    }

    private PersonView view(Account account) {
        return PersonView.of(account, current.reader().account(), settings.zone());
    }

    private static String address(AccountId id) {
        return "/admin/people/" + id;
    }

    /// The page of the person again, with what was done or why it was not.
    private String after(
            Outcome outcome,
            AccountId person,
            Said said,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        return switch (outcome) {
            case Outcome.Changed _, Outcome.Unchanged _ -> Notice.at(address(person), said);
            case Outcome.Refused(ManagePeople.Why why) -> {
                Account account = people.find(person).orElseThrow(NotFound::new);
                notice.refuse("people.refused." + why, model, locale);
                response.setStatus(HttpServletResponse.SC_CONFLICT);
                yield show(account, model);
            }
        };
    }

    private String ask(String step, String words, long id, Model model, Locale locale) {
        Account account = find(id);
        PersonView person = view(account);
        model.addAttribute(
                "ask",
                new Ask(
                        "admin",
                        text("people." + words + ".ask", locale, person.called()),
                        text("people." + words + ".advice", locale),
                        text("people." + words, locale),
                        address(account.id()) + "/" + step,
                        address(account.id()),
                        person.called()));
        return "confirm";
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
