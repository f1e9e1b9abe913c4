package researchpaas.web;

import java.net.URI;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.source.ConnectMyDrive;
import researchpaas.source.ConnectMyDrive.Begun;
import researchpaas.source.ConnectMyDrive.Finished;
import researchpaas.source.DriveConnection;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.SetUpDrives;
import researchpaas.source.SetUpDrives.Outcome;
import researchpaas.source.ShowSources;
import researchpaas.source.ShowSources.Source;
import researchpaas.web.Notice.Said;

/// Adding a drive, choosing what of it is followed and who sees it, connecting one's own, taking it
/// out.
@Controller
class SourceSetUpPage {
    private final ShowSources sources;
    private final SetUpDrives drives;
    private final ConnectMyDrive connect;
    private final CurrentReader current;
    private final MessageSource messages;
    private final Notice notice;

    SourceSetUpPage(
            ShowSources sources,
            SetUpDrives drives,
            ConnectMyDrive connect,
            CurrentReader current,
            MessageSource messages,
            Notice notice) {
        this.sources = sources;
        this.drives = drives;
        this.connect = connect;
        this.current = current;
        this.messages = messages;
        this.notice = notice;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/sources/new", produces = MediaType.TEXT_HTML_VALUE)
    String add(Model model, Locale locale) {
        notice.put(null, model, locale);
        return form(SourceForm.BLANK, "/sources/new", null, model);
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/sources/new")
    String add(
            @RequestParam(required = false) @Nullable String label,
            @RequestParam(required = false) @Nullable String folders,
            @RequestParam(required = false) @Nullable String visible,
            @RequestParam(required = false) @Nullable String otherwise,
            @RequestParam(required = false) @Nullable String people,
            @RequestParam(required = false) @Nullable String links,
            Model model,
            Locale locale) {
        SourceForm form = SourceForm.of(label, folders, visible, otherwise, people, links);
        Outcome outcome = drives.add(current.actor(), current.reader(), form.choice());
        return answer(outcome, form, "/sources/new", null, model, locale);
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/sources/{id:\\d{1,18}}/edit", produces = MediaType.TEXT_HTML_VALUE)
    String change(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String said,
            Model model,
            Locale locale) {
        notice.put(said, model, locale);
        DriveConnection connection = changeable(id);
        return form(SourceForm.of(connection), editOf(id), connection, model);
    }

    @Requires(Permission.READ)
    @PostMapping("/sources/{id:\\d{1,18}}/edit")
    String change(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String label,
            @RequestParam(required = false) @Nullable String folders,
            @RequestParam(required = false) @Nullable String visible,
            @RequestParam(required = false) @Nullable String otherwise,
            @RequestParam(required = false) @Nullable String people,
            @RequestParam(required = false) @Nullable String links,
            Model model,
            Locale locale) {
        DriveConnection connection = changeable(id);
        SourceForm form = SourceForm.of(label, folders, visible, otherwise, people, links);
        Outcome outcome =
                drives.change(current.actor(), current.reader(), connection.id(), form.choice());
        return answer(outcome, form, editOf(id), connection, model, locale);
    }

    private String answer(
            Outcome outcome,
            SourceForm form,
            String action,
            @Nullable DriveConnection connection,
            Model model,
            Locale locale) {
        switch (outcome) {
            case Outcome.Done(DriveConnection done) -> {
                return Notice.at(pageOf(done), Said.SAVED);
            }
            case Outcome.Refused(SetUpDrives.Why why, String about) ->
                    notice.refuse("sources.refused." + why, model, locale, about);
            case Outcome.Troubled(var reason) -> refuse(reason, model, locale);
        }
        return form(form, action, connection, model);
    }

    private String form(
            SourceForm form, String action, @Nullable DriveConnection connection, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("action", action);
        model.addAttribute("mine", connection != null && isConsent(connection));
        model.addAttribute("serviceAccount", drives.serviceAccount().orElse(""));
        model.addAttribute("back", action.replace("/edit", "").replace("/new", ""));
        return "source-form";
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/sources/{id:\\d{1,18}}/remove", produces = MediaType.TEXT_HTML_VALUE)
    String remove(@PathVariable long id, Model model, Locale locale) {
        DriveConnection connection = removable(id);
        String kind = isConsent(connection) ? "disconnect" : "remove";
        model.addAttribute(
                "ask",
                new Ask(
                        "sources",
                        messages.getMessage(
                                "sources." + kind + ".ask",
                                new Object[] {connection.label()},
                                locale),
                        messages.getMessage("sources." + kind + ".advice", null, locale),
                        messages.getMessage("sources." + kind, null, locale),
                        "/sources/" + id + "/remove",
                        "/sources/" + id,
                        connection.label()));
        return "confirm";
    }

    @Requires(Permission.READ)
    @PostMapping("/sources/{id:\\d{1,18}}/remove")
    String remove(@PathVariable long id) {
        DriveConnection connection = removable(id);
        drives.remove(current.actor(), current.reader(), connection.id());
        return Notice.at("/sources", Said.REMOVED);
    }

    /// A link, not a form: our pages' forms lead nowhere else.
    @Requires(Permission.READ)
    @GetMapping(path = "/sources/connect", produces = MediaType.TEXT_HTML_VALUE)
    String connect(
            @RequestParam(required = false) @Nullable String source, Model model, Locale locale) {
        Reader reader = concerned();
        Long again = source == null ? null : Long.valueOf(removable(Numbers.of(source)).id());
        return switch (connect.begin(reader, again, back())) {
            case Begun.Sent(URI to) -> "redirect:" + to;
            case Begun.Refused(ConnectMyDrive.Why why) -> refused(why, model, locale);
        };
    }

    /// Where the provider sends people back to.
    @Requires(Permission.READ)
    @GetMapping(path = "/sources/consent", produces = MediaType.TEXT_HTML_VALUE)
    String connected(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            Model model,
            Locale locale) {
        Finished finished = connect.finish(current.actor(), concerned(), state, code, back());
        return switch (finished) {
            case Finished.Connected(DriveConnection connection, boolean again) ->
                    again && connection.isFollowed()
                            ? Notice.at(pageOf(connection), Said.RECONNECTED)
                            : Notice.at(pageOf(connection) + "/edit", Said.CONNECTED);
            case Finished.Refused(ConnectMyDrive.Why why) -> refused(why, model, locale);
            case Finished.Troubled(var reason) -> {
                refuse(reason, model, locale);
                yield "source-refused";
            }
        };
    }

    private String refused(ConnectMyDrive.Why why, Model model, Locale locale) {
        notice.refuse("sources.connect.refused." + why, model, locale);
        return "source-refused";
    }

    private void refuse(Reason reason, Model model, Locale locale) {
        notice.refuse("reason." + reason.code().name(), model, locale, reason.details().toArray());
    }

    private static URI back() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/sources/consent")
                .build()
                .toUri();
    }

    private Reader concerned() {
        Reader reader = current.reader();
        if (!ShowSources.concerns(reader)) {
            throw new NotFound();
        }
        return reader;
    }

    private DriveConnection changeable(long id) {
        DriveConnection connection = removable(id);
        if (!SetUpDrives.mayChange(connection, current.reader())) {
            throw new NotFound();
        }
        return connection;
    }

    private DriveConnection removable(long id) {
        DriveConnection connection =
                sources.find(new SourceId(id), concerned()).orElseThrow(NotFound::new).connection();
        if (connection == null || connection.leaving()) {
            throw new NotFound();
        }
        return connection;
    }

    private String pageOf(DriveConnection connection) {
        return sources.all(current.reader()).stream()
                .filter(source -> source.name().equals(connection.source()))
                .map(Source::id)
                .map(id -> "/sources/" + id.value())
                .findFirst()
                .orElse("/sources");
    }

    private static String editOf(long id) {
        return "/sources/" + id + "/edit";
    }

    private static boolean isConsent(DriveConnection connection) {
        return connection.login() instanceof Login.Consent;
    }
}
