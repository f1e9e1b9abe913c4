package researchpaas.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.ingest.ManageUploads;
import researchpaas.ingest.Reason;
import researchpaas.ingest.ReceiveUploads;
import researchpaas.ingest.ReceiveUploads.Received;
import researchpaas.ingest.ReceiveUploads.Room;
import researchpaas.ingest.Upload;

/// Putting files in, seeing what becomes of them, taking them out. Works as a plain form; with
/// JavaScript each file is sent on its own, so that each shows how far it is.
@Controller
class UploadPage {
    private static final int SHOWN = 50;

    private final ReceiveUploads receive;
    private final ManageUploads uploads;
    private final Documents documents;
    private final CurrentReader current;
    private final AuditLog audit;
    private final MessageSource messages;
    private final WebSettings settings;

    UploadPage(
            ReceiveUploads receive,
            ManageUploads uploads,
            Documents documents,
            CurrentReader current,
            AuditLog audit,
            MessageSource messages,
            WebSettings settings) {
        this.receive = receive;
        this.uploads = uploads;
        this.documents = documents;
        this.current = current;
        this.audit = audit;
        this.messages = messages;
        this.settings = settings;
    }

    @Requires(Permission.WRITE)
    @GetMapping(path = "/upload", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(required = false) @Nullable String offset, Model model, Locale locale) {
        return show(List.of(), offset, model, locale);
    }

    /// The part of the page that changes while files are read.
    @Requires(Permission.WRITE)
    @GetMapping(path = "/upload/latest", produces = MediaType.TEXT_HTML_VALUE)
    String latest(
            @RequestParam(required = false) @Nullable String offset, Model model, Locale locale) {
        showUploads(offset, model, locale);
        return "upload :: uploads";
    }

    @Requires(Permission.WRITE)
    @PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload(
            HttpServletRequest request,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            Model model,
            Locale locale)
            throws IOException {
        List<Received> received =
                receive.receive(
                                Objects.requireNonNullElse(request.getContentType(), ""),
                                request.getInputStream(),
                                current.reader())
                        .files();
        received.forEach(this::record);
        if (script == null) {
            return show(received, null, model, locale);
        }
        model.addAttribute("received", results(received, locale));
        return "upload :: received";
    }

    /// Asks before anything is removed.
    @Requires(Permission.WRITE)
    @GetMapping(path = "/upload/{id:\\d{1,18}}/delete", produces = MediaType.TEXT_HTML_VALUE)
    String ask(@PathVariable long id, Model model, Locale locale) {
        Upload upload = uploads.find(id, current.reader()).orElseThrow(NotFound::new);
        model.addAttribute("upload", views(List.of(upload), locale).getFirst());
        return "upload-delete";
    }

    @Requires(Permission.WRITE)
    @PostMapping("/upload/{id:\\d{1,18}}/delete")
    String remove(@PathVariable long id) {
        if (!uploads.remove(id, current.reader())) {
            throw new NotFound();
        }
        record(AuditAction.DELETED, id);
        return "redirect:/upload";
    }

    private void record(Received received) {
        if (received instanceof Received.Kept kept) {
            record(AuditAction.UPLOADED, kept.upload().id());
        }
    }

    private void record(AuditAction action, long upload) {
        audit.record(
                AuditEvent.done(action, current.actor(), Subject.of(Subject.Kind.UPLOAD, upload)));
    }

    private String show(
            List<Received> received, @Nullable String offset, Model model, Locale locale) {
        Room room = receive.room(current.reader());
        model.addAttribute("received", results(received, locale));
        model.addAttribute("room", RoomView.of(room));
        showUploads(offset, model, locale);
        return "upload";
    }

    private void showUploads(@Nullable String offset, Model model, Locale locale) {
        int from = SearchForm.offset(offset);
        List<Upload> found = uploads.latest(current.reader(), from, SHOWN + 1);
        List<UploadView> shown = views(found.stream().limit(SHOWN).toList(), locale);
        model.addAttribute("uploads", shown);
        model.addAttribute("waiting", shown.stream().anyMatch(UploadView::waiting));
        model.addAttribute("here", from == 0 ? "" : "?offset=" + from);
        model.addAttribute(
                "previous", from == 0 ? null : "/upload?offset=" + Math.max(0, from - SHOWN));
        model.addAttribute(
                "next", found.size() > SHOWN ? "/upload?offset=" + (from + SHOWN) : null);
    }

    private List<UploadView> views(List<Upload> found, Locale locale) {
        Map<DocumentId, Document> visible = visible(found, current.reader());
        return found.stream()
                .map(upload ->
                        UploadView.of(
                                upload,
                                visible.get(upload.document()),
                                sentence(upload.reason(), locale),
                                settings.zone()))
                .toList();
    }

    private Map<DocumentId, Document> visible(List<Upload> found, Reader reader) {
        List<DocumentId> ids =
                found.stream().map(Upload::document).filter(Objects::nonNull).distinct().toList();
        return documents.findAll(ids, reader).stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    private String sentence(@Nullable Reason reason, Locale locale) {
        return reason == null
                ? ""
                : messages.getMessage(
                        "reason." + reason.code().name(), reason.details().toArray(), locale);
    }

    /// What became of a file that was just sent.
    ///
    /// @param outcome `kept`, `known` or `refused`
    record ReceivedView(String name, String outcome, String message) {}

    private List<ReceivedView> results(List<Received> received, Locale locale) {
        return received.stream().map(file -> view(file, locale)).toList();
    }

    private ReceivedView view(Received received, Locale locale) {
        return switch (received) {
            case Received.Kept kept ->
                    new ReceivedView(kept.name(), "kept", text("upload.kept", locale));
            case Received.Known known ->
                    new ReceivedView(
                            known.name(),
                            "known",
                            text("upload.known", locale, known.upload().name()));
            case Received.Refused refused ->
                    new ReceivedView(refused.name(), "refused", sentence(refused.reason(), locale));
        };
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /// The limits, as people write them and as the script counts.
    record RoomView(long maxBytes, String max, String total, String used, String formats) {
        static RoomView of(Room room) {
            return new RoomView(
                    room.maxFileBytes(),
                    FileType.size(room.maxFileBytes()),
                    FileType.size(room.maxTotalBytes()),
                    FileType.size(room.usedBytes()),
                    room.endings().stream()
                            .map(ending -> ending.toUpperCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")));
        }
    }
}
