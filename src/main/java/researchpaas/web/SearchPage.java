package researchpaas.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.document.Documents;
import researchpaas.ingest.Ledger;
import researchpaas.search.Facets;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchResult;

/// The search page, whole and as the fragment that htmx puts in while somebody types.
@Controller
class SearchPage {
    private static final Logger log = LoggerFactory.getLogger(SearchPage.class);

    private final SearchDocuments search;
    private final Documents documents;
    private final Ledger ledger;
    private final CurrentReader current;

    SearchPage(SearchDocuments search, Documents documents, Ledger ledger, CurrentReader current) {
        this.search = search;
        this.ledger = ledger;
        this.documents = documents;
        this.current = current;
    }

    @ModelAttribute("form")
    SearchForm form(@RequestParam MultiValueMap<String, String> parameters) {
        return SearchForm.of(parameters);
    }

    /// Programs that ask for anything get the API's JSON at this address.
    @Requires(Permission.READ)
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page(@ModelAttribute("form") SearchForm form, Model model) {
        answer(form, model);
        return "search";
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/results", produces = MediaType.TEXT_HTML_VALUE)
    String results(
            @ModelAttribute("form") SearchForm form,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @RequestHeader(name = "HX-Current-URL", required = false) @Nullable String from,
            @RequestHeader(name = "HX-Trigger", required = false) @Nullable String trigger,
            Model model,
            HttpServletResponse response) {
        if (htmx == null) {
            return "redirect:" + form.address();
        }
        answer(form, model);
        if (form.offset() > 0) {
            return "results :: more";
        }
        // the first search gets an entry of its own, so that 'back' leads to the blank page;
        // further typing refines it, and each choice of a filter can be taken back
        boolean refined = "search".equals(trigger) && asked(from);
        response.setHeader(refined ? "HX-Replace-Url" : "HX-Push-Url", form.address());
        return "results :: results";
    }

    private static boolean asked(@Nullable String address) {
        return address != null && address.contains("q=");
    }

    private void answer(SearchForm form, Model model) {
        if (form.tooLong()) {
            model.addAttribute("problem", "search.tooLong");
            model.addAttribute("limit", String.valueOf(Query.LONGEST));
        } else if (form.asks()) {
            search(form, model);
        } else {
            model.addAttribute("holdings", Holdings.of(documents.count(current.reader())));
        }
    }

    /// Of those sources only of which the reader may see something, whatever the address asks for.
    private Map<Long, String> sourceNames(Facets facets) {
        Map<Long, String> names = new HashMap<>();
        ledger.sources().forEach((id, name) -> names.put(id.value(), name));
        names.keySet().retainAll(facets.sources().keySet());
        return names;
    }

    private void search(SearchForm form, Model model) {
        try {
            SearchResult found = search.search(form.query(), current.reader());
            ResultsView results = ResultsView.of(form, found, sourceNames(found.facets()));
            model.addAttribute("results", results);
            if (results.nothing()) {
                model.addAttribute("holdings", Holdings.of(documents.count(current.reader())));
            }
        } catch (IndexUnavailable failure) {
            log.atWarn().setMessage("search index unavailable").setCause(failure).log();
            model.addAttribute("problem", "search.failed.both");
        }
    }
}
