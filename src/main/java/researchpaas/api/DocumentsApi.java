package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;

@RestController
@Tag(name = "Documents", description = "Find and read what the library holds.")
class DocumentsApi {
    private final SearchDocuments search;
    private final Documents documents;
    private final CurrentReader current;
    private final MessageSource messages;

    DocumentsApi(
            SearchDocuments search,
            Documents documents,
            CurrentReader current,
            MessageSource messages) {
        this.search = search;
        this.documents = documents;
        this.current = current;
        this.messages = messages;
    }

    /// Only what the requests' records name is taken; `q[0]=` or `class.name=` is no parameter of
    /// it.
    @InitBinder
    void onlyWhatIsDeclared(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }

    @Requires(Permission.READ)
    @GetMapping("/documents/search")
    @Operation(
            summary = "Search by words and by meaning",
            description =
                    "Best documents first, each with the passages that answer, their pages and where the words stand; and how many documents there are of each kind, language, type, source and year. Only documents that the caller may see. In another order than by relevance the list has the documents that hold the words; where none does, those nearest in meaning.")
    SearchJson search(@ParameterObject SearchRequest request, @ParameterObject ListRequest list) {
        Query query = Parameters.query(request, list);
        return SearchJson.of(query.text(), search.search(query, current.reader()));
    }

    @Requires(Permission.READ)
    @GetMapping("/documents")
    @Operation(
            summary = "Browse all documents",
            description =
                    "Without a question: what the filters leave, newest first unless another order is asked for, with the same counts as a search.")
    SearchJson list(@ParameterObject ListRequest list) {
        return SearchJson.of("", search.search(Parameters.query(list), current.reader()));
    }

    @Requires(Permission.READ)
    @GetMapping("/documents/categories")
    @Operation(summary = "The kinds of documents")
    Categories categories(@Parameter(hidden = true) Locale locale) {
        return new Categories(
                List.of(Category.DATASET, Category.PAPER, Category.POSTER).stream()
                        .map(category -> category(category, locale))
                        .toList());
    }

    @Requires(Permission.READ)
    @GetMapping("/documents/{category}/{number}")
    @Operation(
            summary = "One document",
            description =
                    "404 for one that does not exist and for one that the caller may not see alike.")
    DocumentJson document(
            @PathVariable @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            @PathVariable @Schema(type = "integer", minimum = "1") String number) {
        return DocumentJson.of(find(category, number));
    }

    @Requires(Permission.READ)
    @GetMapping("/documents/{category}/{number}/pages/{page}")
    @Operation(summary = "The text of one page of a document")
    PageJson page(
            @PathVariable @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            @PathVariable @Schema(type = "integer", minimum = "1") String number,
            @PathVariable @Schema(type = "integer", minimum = "1") String page,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "The file's number; without it the document's first file.")
                    @Schema(type = "integer")
                    @Nullable String file) {
        Document document = find(category, number);
        DocumentFile chosen = file(document, file);
        return documents
                .page(
                        chosen.id(),
                        Parameters.wholeNumber("page", page, 1, 1, Integer.MAX_VALUE),
                        current.reader())
                .map(found ->
                        new PageJson(
                                chosen.id().value(), found.number(), chosen.pages(), found.text()))
                .orElseThrow(NotHere::new);
    }

    private Document find(String category, String number) {
        Category known = Category.of(category).orElseThrow(NotHere::new);
        DocumentKey key = new DocumentKey(known, Parameters.id("number", number));
        return documents.find(key, current.reader()).orElseThrow(NotHere::new);
    }

    private static DocumentFile file(Document document, @Nullable String file) {
        if (file == null) {
            return document.files().getFirst();
        }
        long id = Parameters.id("file", file);
        return document.files().stream()
                .filter(candidate -> candidate.id().value() == id)
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    private CategoryJson category(Category category, Locale locale) {
        return new CategoryJson(
                category.word(),
                messages.getMessage("category." + category.name(), null, locale),
                messages.getMessage("category." + category.name() + ".description", null, locale));
    }

    @Schema(name = "Categories")
    record Categories(List<CategoryJson> categories) {}

    @Schema(name = "Category")
    record CategoryJson(String id, String name, String description) {}

    @Schema(name = "Page")
    record PageJson(
            @Schema(description = "The file's number.") long file,
            @Schema(description = "From 1.") int page,
            @Schema(description = "How many pages the file has.") int pages,
            @Schema(description = "In reading order.") String text) {}
}
