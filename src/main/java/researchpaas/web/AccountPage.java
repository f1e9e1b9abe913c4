package researchpaas.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.answer.LanguageModels;
import researchpaas.credential.ApiKey;
import researchpaas.credential.KeyId;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.ManageKeys.Creation;
import researchpaas.credential.ManageSessions;
import researchpaas.credential.Scope;
import researchpaas.credential.SignOutEverywhere;
import researchpaas.web.Notice.Said;

/// One's own account: who the library takes one for, where one is signed in, one's keys.
@Controller
class AccountPage {
    private static final String PATH = "/account";
    private static final String KEY = PATH + "/keys/{id:\\d{1,18}}/revoke";

    private final Accounts accounts;
    private final ManageKeys keys;
    private final ManageSessions sessions;
    private final SignOutEverywhere everywhere;
    private final AccessViews access;
    private final UseViews use;
    private final LanguageModels models;
    private final CurrentReader current;
    private final Notice notice;
    private final MessageSource messages;
    private final Clock clock;
    private final WebSettings settings;

    AccountPage(
            Accounts accounts,
            ManageKeys keys,
            ManageSessions sessions,
            SignOutEverywhere everywhere,
            AccessViews access,
            UseViews use,
            LanguageModels models,
            CurrentReader current,
            Notice notice,
            MessageSource messages,
            Clock clock,
            WebSettings settings) {
        this.accounts = accounts;
        this.keys = keys;
        this.sessions = sessions;
        this.everywhere = everywhere;
        this.access = access;
        this.use = use;
        this.models = models;
        this.current = current;
        this.notice = notice;
        this.messages = messages;
        this.clock = clock;
        this.settings = settings;
    }

    @Requires(Permission.READ)
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestParam(required = false) @Nullable String said, Model model, Locale locale) {
        notice.put(said, model, locale);
        return show(KeyForm.BLANK, model);
    }

    private String show(KeyForm form, Model model) {
        Reader reader = current.reader();
        AccountId account = reader.account();
        PersonView person =
                account == null
                        ? null
                        : accounts.find(account)
                                .map(found -> PersonView.of(found, account, settings.zone()))
                                .orElse(null);
        model.addAttribute("person", person);
        if (account != null) {
            model.addAttribute("sessions", access.sessions(account, reader, PATH));
            model.addAttribute("keys", access.keys(account, PATH));
            model.addAttribute("today", reader.may(Permission.ASK) ? use.today(reader) : null);
            model.addAttribute("use", use.own(reader));
            model.addAttribute("period", UseViews.DAYS);
            model.addAttribute("zone", models.zone().getId());
            model.addAttribute("form", form);
            model.addAttribute("scopes", scopes(reader));
            model.addAttribute("lifetimes", KeyForm.LIFETIMES);
        }
        return "account";
    }

    /// Those of which this reader may do anything.
    private static List<String> scopes(Reader reader) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.permissions().stream().anyMatch(reader::may))
                .map(Scope::name)
                .toList();
    }

    /// The answer is the only page that ever shows the key.
    @Requires(Permission.READ)
    @PostMapping(PATH + "/keys")
    String makeKey(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable List<String> scope,
            @RequestParam(required = false) @Nullable String days,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        KeyForm form = KeyForm.of(name, scope, days);
        Creation creation =
                keys.create(
                        current.actor(),
                        current.reader(),
                        form.name(),
                        form.chosen(),
                        clock.instant().plus(Duration.ofDays(form.days())));
        return switch (creation) {
            case Creation.Created(ApiKey key, String text) -> {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                model.addAttribute("name", key.name());
                model.addAttribute("secret", text);
                yield "key-made";
            }
            case Creation.Refused(ManageKeys.Why why) -> {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                notice.refuse("keys.refused." + why, model, locale);
                yield show(form, model);
            }
        };
    }

    @Requires(Permission.READ)
    @GetMapping(path = KEY, produces = MediaType.TEXT_HTML_VALUE)
    String askToRevoke(@PathVariable long id, Model model, Locale locale) {
        ApiKey key =
                keys.own(own()).stream()
                        .filter(found -> found.id().value() == id)
                        .findFirst()
                        .orElseThrow(NotFound::new);
        model.addAttribute("ask", Ask.aboutKey(key, "account", PATH, messages, locale));
        return "confirm";
    }

    @Requires(Permission.READ)
    @PostMapping(KEY)
    String revoke(@PathVariable long id) {
        if (!keys.revoke(current.actor(), current.reader(), new KeyId(id))) {
            throw new NotFound();
        }
        return Notice.at(PATH, Said.KEY_REVOKED);
    }

    @Requires(Permission.READ)
    @PostMapping(PATH + "/sessions/{reference}/end")
    String endSession(@PathVariable String reference) {
        if (!sessions.end(current.actor(), current.reader(), reference)) {
            throw new NotFound();
        }
        return Notice.at(PATH, Said.SESSION_ENDED);
    }

    @Requires(Permission.READ)
    @GetMapping(path = PATH + "/sign-out", produces = MediaType.TEXT_HTML_VALUE)
    String askToSignOut(Model model, Locale locale) {
        own();
        model.addAttribute(
                "ask",
                new Ask(
                        "account",
                        text("account.signOut.ask", locale),
                        text("account.signOut.advice", locale),
                        text("account.signOut", locale),
                        PATH + "/sign-out",
                        PATH,
                        text("account.title", locale)));
        return "confirm";
    }

    @Requires(Permission.READ)
    @PostMapping(PATH + "/sign-out")
    String signOut() {
        everywhere.signOut(current.actor(), own());
        return "redirect:/sign-in?signed-out";
    }

    /// Without login nobody has an account, and so none of its pages.
    private AccountId own() {
        AccountId account = current.reader().account();
        if (account == null) {
            throw new NotFound();
        }
        return account;
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
