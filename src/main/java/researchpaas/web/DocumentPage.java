package researchpaas.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.ExplainAccess;
import researchpaas.document.Page;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.document.Relations;
import researchpaas.search.Highlighter;
import researchpaas.search.Highlighter.Span;
import researchpaas.search.Query;
import researchpaas.takeover.LegacyRows;

/// One document with the text of one of its pages, the passage that was found marked in it.
@Controller
class DocumentPage {
    private final Documents documents;
    private final Relations relations;
    private final LegacyRows legacy;
    private final ExplainAccess access;
    private final Highlighter highlighter;
    private final CurrentReader current;
    private final WebSettings settings;

    DocumentPage(
            Documents documents,
            Relations relations,
            LegacyRows legacy,
            ExplainAccess access,
            Highlighter highlighter,
            CurrentReader current,
            WebSettings settings) {
        this.documents = documents;
        this.relations = relations;
        this.legacy = legacy;
        this.access = access;
        this.highlighter = highlighter;
        this.current = current;
        this.settings = settings;
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/library/{category}/{number}", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable String category,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String passage,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String file,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String q,
            Model model) {
        Document document = find(category, number);
        SearchForm form = SearchForm.of(q);
        Optional<Passage> found = passage(document, passage);
        long asked = found.map(p -> p.file().value()).orElse(Numbers.of(file));
        DocumentFile chosen = file(document, asked);
        int wanted = Math.clamp(Numbers.of(page), 0, Integer.MAX_VALUE);
        int shown = wanted > 0 ? wanted : found.map(Passage::firstPage).orElse(1);
        Page text = text(chosen, shown);
        model.addAttribute("document", DocumentView.of(document, chosen, settings.zone()));
        model.addAttribute(
                "leaf",
                LeafView.of(
                        text,
                        chosen,
                        words(form, text),
                        quoted(from, to, text).orElseGet(() -> span(found, text)),
                        form.q(),
                        document.key()));
        model.addAttribute("hiddenOn", pagesWithHiddenText(chosen));
        model.addAttribute("awaited", legacy.awaitedPlaces(document));
        model.addAttribute("related", related(document));
        model.addAttribute("access", access(document));
        model.addAttribute("passage", found.map(p -> String.valueOf(p.id().value())).orElse(""));
        model.addAttribute("form", form);
        return "document";
    }

    /// What was taken over without its file may have no text at all.
    private Page text(DocumentFile file, int page) {
        return documents
                .page(file.id(), page, current.reader())
                .or(() ->
                        Optional.of(new Page(1, "", 0, 0, List.of()))
                                .filter(_ -> file.pages() == 0 && page == 1))
                .orElseThrow(NotFound::new);
    }

    /// Their numbers as people write them; empty where everything is seen.
    private String pagesWithHiddenText(DocumentFile file) {
        return documents.pagesWithHiddenText(file.id(), current.reader()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private List<RelatedView> related(Document document) {
        return relations.of(document.id(), current.reader()).stream().map(RelatedView::of).toList();
    }

    private @Nullable AccessView access(Document document) {
        return access.explain(document.key(), current.reader()).map(AccessView::of).orElse(null);
    }

    private Document find(String category, String number) {
        return Category.of(category)
                .filter(_ -> Numbers.of(number) >= 1)
                .flatMap(known ->
                        documents.find(
                                new DocumentKey(known, Numbers.of(number)), current.reader()))
                .orElseThrow(NotFound::new);
    }

    /// A passage that is gone, or another document's, is as good as none: the page then opens at
    /// its beginning.
    private Optional<Passage> passage(Document document, @Nullable String passage) {
        return documents
                .passages(List.of(new PassageId(Numbers.of(passage))), current.reader())
                .stream()
                .filter(found -> found.document().equals(document.id()))
                .findFirst();
    }

    private static DocumentFile file(Document document, long id) {
        if (id < 1) {
            return document.files().getFirst();
        }
        return document.files().stream()
                .filter(file -> file.id().value() == id)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private List<Span> words(SearchForm form, Page page) {
        return form.q().isEmpty() || form.q().length() > Query.LONGEST
                ? List.of()
                : highlighter.highlight(form.q(), List.of(page.text())).getFirst();
    }

    /// Words that an answer quotes; empty for what does not stand on this page.
    private static Optional<Span> quoted(@Nullable String from, @Nullable String to, Page page) {
        long start = Numbers.of(from);
        long end = Numbers.of(to);
        return from != null && 0 <= start && start < end && end <= page.text().length()
                ? Optional.of(new Span((int) start, (int) end))
                : Optional.empty();
    }

    /// The part of the passage that stands on this page.
    private static Span span(Optional<Passage> passage, Page page) {
        return passage.filter(p -> p.firstPage() <= page.number() && page.number() <= p.lastPage())
                .map(p ->
                        new Span(
                                p.firstPage() == page.number() ? p.start() : 0,
                                p.lastPage() == page.number() ? p.end() : page.text().length()))
                .orElse(new Span(0, 0));
    }
}
