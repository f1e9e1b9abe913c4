package researchpaas.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.Account;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Outcome;
import researchpaas.audit.Subject;
import researchpaas.web.AuditView.Detail;

/// Who did what: the audit log, narrowed and turned page by page. The export is the API's.
@Controller
class AuditPage {
    private static final String PATH = "/admin/audit";
    private static final String EXPORT = "/api/v1/audit/export";
    private static final int SHOWN = 50;

    private final AuditLog audit;
    private final Accounts accounts;
    private final MessageSource messages;
    private final WebSettings settings;

    AuditPage(AuditLog audit, Accounts accounts, MessageSource messages, WebSettings settings) {
        this.audit = audit;
        this.accounts = accounts;
        this.messages = messages;
        this.settings = settings;
    }

    /// @param before only what was recorded before this entry
    @Requires(Permission.ADMIN)
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String before,
            Model model,
            Locale locale) {
        AuditForm form = AuditForm.of(action, person, outcome, from, to);
        Optional<Account> about = Address.parse(form.person()).flatMap(accounts::find);
        boolean nobody = !form.person().isEmpty() && about.isEmpty();
        AuditFilter filter =
                form.filter(
                        about.map(account -> account.id().value()).orElse(null), settings.zone());
        long behind = Numbers.of(before);
        List<AuditEntry> found =
                nobody ? List.of() : audit.find(filter, behind > 0 ? behind : null, SHOWN + 1);
        People people = new People(accounts, settings.zone());
        model.addAttribute("filter", form);
        model.addAttribute("actions", names(AuditAction.values()));
        model.addAttribute("outcomes", names(Outcome.values()));
        model.addAttribute("problem", nobody ? text("audit.noPerson", locale, form.person()) : "");
        model.addAttribute(
                "events",
                found.stream().limit(SHOWN).map(entry -> view(entry, people, locale)).toList());
        model.addAttribute("first", behind > 0 ? form.address(PATH, 0) : null);
        model.addAttribute(
                "next",
                found.size() > SHOWN ? form.address(PATH, found.get(SHOWN - 1).id()) : null);
        model.addAttribute("export", nobody ? null : Export.of(filter));
        return "audit";
    }

    /// Where the whole choice can be fetched.
    record Export(String csv, String lines) {
        static Export of(AuditFilter filter) {
            return new Export(
                    AuditForm.export(EXPORT, "csv", filter),
                    AuditForm.export(EXPORT, "jsonl", filter));
        }
    }

    private AuditView view(AuditEntry entry, People people, Locale locale) {
        Subject subject = entry.event().subject();
        return AuditView.of(
                entry,
                people.find(entry.event().actor().account()),
                people.find(AuditView.person(subject)),
                text("audit.subject." + subject.kind(), locale, subject.id()).strip(),
                entry.event().details().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(detail -> detail(detail.getKey(), detail.getValue(), locale))
                        .toList(),
                settings.zone());
    }

    /// In words where it is one of those that the library itself records; as it stands where not.
    private Detail detail(String name, String value, Locale locale) {
        return new Detail(
                known("audit.detail." + name, name, locale),
                moment(value)
                        .map(When::local)
                        .orElseGet(() -> known("role." + value, value, locale)));
    }

    private String known(String key, String otherwise, Locale locale) {
        return Objects.requireNonNullElse(
                messages.getMessage(key, null, otherwise, locale), otherwise);
    }

    private Optional<When> moment(String text) {
        try {
            return Optional.ofNullable(When.of(Instant.parse(text), settings.zone()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
