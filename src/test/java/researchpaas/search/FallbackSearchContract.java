package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.FallbackSearch.Found;

/// What searching without an index promises.
public interface FallbackSearchContract {
    Principal FACULTY = new Principal("role:faculty");
    Reader ALL = Reader.local();

    /// Empty.
    TestLibrary library();

    FallbackSearch search();

    private void publish(
            String path, Principal who, String title, @Nullable Integer year, String... texts) {
        List<NewPassage> passages = new ArrayList<>();
        for (String text : texts) {
            passages.add(
                    new NewPassage(
                            text, "", 1, 1, 0, text.length(), Language.of(text), path + text));
        }
        TestLibrary library = library();
        library.publication()
                .publish(
                        new Content(
                                library.file(path, library.access().idOf(Set.of(who))),
                                path,
                                Category.PAPER,
                                "text/plain",
                                new Description(
                                        title,
                                        List.of("Ada Moreau"),
                                        "",
                                        List.of("apiculture"),
                                        year,
                                        Language.of(title),
                                        Instant.EPOCH),
                                List.of(new Page(1, String.join("\n", texts), 0, 0, List.of())),
                                passages,
                                "",
                                "1"));
    }

    private List<String> titles(Found found, Reader reader) {
        return found.documents().stream()
                .flatMap(id -> library().documents().findAll(List.of(id), reader).stream())
                .map(document -> document.title())
                .toList();
    }

    private List<String> found(String word) {
        return titles(search().find(List.of(word), Filter.NONE, Order.RELEVANCE, ALL), ALL);
    }

    @Test
    default void findsByTitleAuthorKeywordNameAndText() {
        publish("papers/Hive_7.pdf", Principal.ANYONE, "On Bees", null, "Trams run.", "蜜蜂の研究");
        publish("b.pdf", Principal.ANYONE, "Other", null, "Snow lies.");
        assertThat(found("bees")).containsExactly("On Bees");
        assertThat(found("hive_7")).containsExactly("On Bees");
        assertThat(found("hive%7")).isEmpty();
        assertThat(found("moreau")).containsExactlyInAnyOrder("On Bees", "Other");
        assertThat(found("apicul")).hasSize(2);
        assertThat(found("tram")).containsExactly("On Bees");
        assertThat(found("蜜蜂")).containsExactly("On Bees");
        assertThat(found("zebra")).isEmpty();
    }

    @Test
    default void aTitleCountsForMoreThanAPassageAndTwoWordsForMoreThanOne() {
        publish("a", Principal.ANYONE, "First", null, "Bees and trams.");
        publish("b", Principal.ANYONE, "Second", null, "Bees alone.");
        publish("c", Principal.ANYONE, "Trams", null, "Nothing else.");
        Found found = search().find(List.of("bees", "tram"), Filter.NONE, Order.RELEVANCE, ALL);
        assertThat(titles(found, ALL)).containsExactly("Trams", "First", "Second");
        assertThat(found.passages()).hasSize(2);
    }

    @Test
    default void tellsNobodyWhatHeMayNotSee() {
        publish("a", FACULTY, "Secret bees", null, "Secret text.");
        publish("b", Principal.ANYONE, "Open bees", null, "Open text.");
        Reader student = TestReaders.of(Role.STUDENT);
        for (List<String> words : List.of(List.of("bees"), List.of("text"), List.<String>of())) {
            Found found = search().find(words, Filter.NONE, Order.RELEVANCE, student);
            assertThat(titles(found, ALL)).containsExactly("Open bees");
            assertThat(found.passages().keySet()).isSubsetOf(Set.copyOf(found.documents()));
            assertThat(search().find(words, Filter.NONE, Order.TITLE, Reader.nobody()).documents())
                    .isEqualTo(search().find(words, Filter.NONE, Order.TITLE, student).documents());
        }
        assertThat(
                        search().find(
                                        List.of("bees"),
                                        Filter.NONE,
                                        Order.RELEVANCE,
                                        TestReaders.of(Role.FACULTY))
                                .documents())
                .hasSize(2);
    }

    @Test
    default void narrowsAndOrders() {
        publish("a", Principal.ANYONE, "Bees of old", 1990, "One.");
        publish("b", Principal.ANYONE, "Bees of late", 2020, "Two.");
        publish("c", Principal.ANYONE, "Ants", null, "Three bees.");
        assertThat(ordered(List.of(), Order.NEWEST))
                .containsExactly("Bees of late", "Bees of old", "Ants");
        assertThat(ordered(List.of(), Order.OLDEST))
                .containsExactly("Bees of old", "Bees of late", "Ants");
        assertThat(ordered(List.of("bees"), Order.TITLE))
                .containsExactly("Ants", "Bees of late", "Bees of old");
        Filter late =
                new Filter(
                        Set.of(Category.PAPER),
                        Set.of(Language.ENGLISH),
                        Set.of("text/plain"),
                        Set.of(),
                        Set.of(),
                        2000,
                        2030,
                        "MOREAU");
        assertThat(titles(search().find(List.of("bees"), late, Order.RELEVANCE, ALL), ALL))
                .containsExactly("Bees of late");
        assertThat(
                        search().find(
                                        List.of(),
                                        Filter.category(Category.POSTER),
                                        Order.NEWEST,
                                        ALL)
                                .documents())
                .isEmpty();
    }

    private List<String> ordered(List<String> words, Order order) {
        return titles(search().find(words, Filter.NONE, order, ALL), ALL);
    }

    @Test
    default void whatIsHiddenIsNotFound() {
        publish("a", Principal.ANYONE, "Bees", null, "Bees.");
        List<DocumentId> before =
                search().find(List.of("bees"), Filter.NONE, Order.RELEVANCE, ALL).documents();
        assertThat(before).hasSize(1);
        library()
                .publication()
                .hide(
                        library().documents().findAll(before, ALL).getFirst().files().stream()
                                .map(file -> file.id())
                                .toList());
        assertThat(found("bees")).isEmpty();
    }
}
