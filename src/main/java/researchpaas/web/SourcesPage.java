package researchpaas.web;

import java.util.Arrays;
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
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.document.FileId;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.source.ConnectMyDrive;
import researchpaas.source.SetUpDrives;
import researchpaas.source.ShowSources;
import researchpaas.source.ShowSources.Source;
import researchpaas.source.SourceLedger.Fate;
import researchpaas.source.SourceLedger.Line;
import researchpaas.source.TryAgain;

/// The sources of the library: how each is, and what became of its files. Administrators see all,
/// others who may share the drives that they connected themselves.
@Controller
class SourcesPage {
    private static final int FILES = 100;

    private final ShowSources sources;
    private final SetUpDrives drives;
    private final ConnectMyDrive connect;
    private final TryAgain again;
    private final CurrentReader current;
    private final MessageSource messages;
    private final WebSettings settings;
    private final Notice notice;

    SourcesPage(
            ShowSources sources,
            SetUpDrives drives,
            ConnectMyDrive connect,
            TryAgain again,
            CurrentReader current,
            MessageSource messages,
            WebSettings settings,
            Notice notice) {
        this.sources = sources;
        this.drives = drives;
        this.connect = connect;
        this.again = again;
        this.current = current;
        this.messages = messages;
        this.settings = settings;
        this.notice = notice;
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/sources", produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestParam(required = false) @Nullable String said, Model model, Locale locale) {
        notice.put(said, model, locale);
        show(model, locale);
        return "sources";
    }

    /// The part of the page that changes while a scan runs.
    @Requires(Permission.READ)
    @GetMapping(path = "/sources/latest", produces = MediaType.TEXT_HTML_VALUE)
    String latest(Model model, Locale locale) {
        show(model, locale);
        return "sources :: sources";
    }

    private void show(Model model, Locale locale) {
        Reader reader = reader();
        List<SourceView> views =
                sources.all(reader).stream().map(source -> view(source, reader, locale)).toList();
        model.addAttribute("sources", views);
        model.addAttribute("active", views.stream().anyMatch(SourceView::active));
        model.addAttribute("connectable", connect.isPossible());
        model.addAttribute("serviceAccount", drives.serviceAccount().orElse(""));
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/sources/{id:\\d{1,18}}", produces = MediaType.TEXT_HTML_VALUE)
    String source(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String said,
            Model model,
            Locale locale) {
        notice.put(said, model, locale);
        showOne(id, model, locale);
        Fate fate = fate(state);
        int from = SearchForm.offset(offset);
        List<Line> lines = sources.files(new SourceId(id), fate, from, FILES + 1);
        String here = "/sources/" + id + (fate == null ? "?" : "?state=" + fate.word() + "&");
        model.addAttribute("fate", fate == null ? "" : fate.name());
        model.addAttribute("offset", from);
        model.addAttribute("files", lines.stream().limit(FILES).map(l -> view(l, locale)).toList());
        model.addAttribute(
                "previous", from == 0 ? null : here + "offset=" + Math.max(0, from - FILES));
        model.addAttribute("next", lines.size() > FILES ? here + "offset=" + (from + FILES) : null);
        return "source";
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/sources/{id:\\d{1,18}}/latest", produces = MediaType.TEXT_HTML_VALUE)
    String latest(@PathVariable long id, Model model, Locale locale) {
        showOne(id, model, locale);
        return "source :: state";
    }

    private void showOne(long id, Model model, Locale locale) {
        Reader reader = reader();
        Source source = sources.find(new SourceId(id), reader).orElseThrow(NotFound::new);
        model.addAttribute("source", view(source, reader, locale));
        model.addAttribute("serviceAccount", drives.serviceAccount().orElse(""));
    }

    /// All that failed; with the scan that comes anyway.
    @Requires(Permission.READ)
    @PostMapping("/sources/{id:\\d{1,18}}/scan")
    String scan(@PathVariable long id) {
        if (!again.all(current.actor(), reader(), new SourceId(id))) {
            throw new NotFound();
        }
        return Notice.at("/sources/" + id, Notice.Said.SCANNING);
    }

    @Requires(Permission.READ)
    @PostMapping("/sources/{id:\\d{1,18}}/files/{file:\\d{1,18}}/try-again")
    String tryAgain(
            @PathVariable long id,
            @PathVariable long file,
            @RequestParam(required = false) @Nullable String state) {
        if (!again.one(current.actor(), reader(), new SourceId(id), new FileId(file))) {
            throw new NotFound();
        }
        Fate fate = fate(state);
        return "redirect:/sources/"
                + id
                + "?said="
                + Notice.Said.TRYING
                + (fate == null ? "" : "&state=" + fate.word());
    }

    private Reader reader() {
        Reader reader = current.reader();
        if (!ShowSources.concerns(reader)) {
            throw new NotFound();
        }
        return reader;
    }

    private static @Nullable Fate fate(@Nullable String word) {
        return Arrays.stream(Fate.values())
                .filter(fate -> fate.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    private SourceView view(Source source, Reader reader, Locale locale) {
        Job latest = source.latest();
        Reason trouble =
                latest != null && latest.state() == JobState.FAILED ? latest.trouble() : null;
        return SourceView.of(
                source, reader, trouble == null ? "" : sentence(trouble, locale), settings.zone());
    }

    private LineView view(Line line, Locale locale) {
        Reason reason = line.reason();
        return LineView.of(line, reason == null ? "" : sentence(reason, locale), settings.zone());
    }

    private String sentence(Reason reason, Locale locale) {
        return messages.getMessage(
                "reason." + reason.code().name(), reason.details().toArray(), locale);
    }
}
