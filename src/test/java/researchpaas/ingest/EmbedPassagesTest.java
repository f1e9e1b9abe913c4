package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.FakeEmbeddingModel;
import researchpaas.search.Searches;

class EmbedPassagesTest {
    private final FakeEmbeddingModel model = new FakeEmbeddingModel();
    private TestLibrary library;
    private EmbedPassages embed;

    @BeforeEach
    void open(@TempDir Path home) {
        library = TestLibrary.sqlite(home);
        embed =
                new EmbedPassages(
                        Searches.serving(library, model),
                        library.publication(),
                        Searches.none(),
                        library.clock());
    }

    @AfterEach
    void close() {
        embed.close();
        library.close();
    }

    private FileId publish(String... texts) {
        FileId file = library.file(texts[0], library.access().idOf(Set.of(Principal.ANYONE)));
        library.publication()
                .publish(
                        new Content(
                                file,
                                texts[0],
                                Category.PAPER,
                                "text/plain",
                                new Description(
                                        texts[0],
                                        List.of(),
                                        "",
                                        List.of(),
                                        null,
                                        Language.ENGLISH,
                                        Instant.EPOCH),
                                List.of(new Page(1, String.join(" ", texts), 0, 0, List.of())),
                                Stream.of(texts).map(EmbedPassagesTest::passage).toList(),
                                "",
                                "1"));
        return file;
    }

    private static NewPassage passage(String text) {
        return new NewPassage(text, "", 1, 1, 0, text.length(), Language.ENGLISH, text);
    }

    private static String[] sentences(String of, int count) {
        return IntStream.range(0, count).mapToObj(i -> of + " " + i).toArray(String[]::new);
    }

    @Test
    void whatHasNoVectorIsFoundInEveryPartOfTheLibrary() {
        for (int paper = 0; paper < 3; paper++) {
            publish(sentences("Paper " + paper, 400));
        }

        assertThat(embed.embedMissing(model, _ -> true)).isEqualTo(1_200);
        assertThat(embed.embedMissing(model, _ -> true)).isZero();
    }

    @Test
    void whatIsComputedStaysWhenItIsToldToStop() {
        publish(sentences("Sentence", 1_200));

        int computed = embed.embedMissing(model, done -> done == 0);

        assertThat(computed).isBetween(1, 1_199);
        assertThat(embed.embedMissing(model, _ -> true)).isEqualTo(1_200 - computed);
    }

    @Test
    void whatCameSinceTheLastLookIsMended() {
        publish("One.");
        assertThat(embed.embedNewlyMissing()).isEqualTo(1);
        publish("Two.");

        assertThat(embed.embedNewlyMissing()).isEqualTo(1);
        assertThat(embed.embedNewlyMissing()).isZero();
    }

    @Test
    void whatIsShownAgainIsMendedADayLaterAtMost() {
        FileId hidden = publish("Hidden.");
        library.publication().hide(List.of(hidden));
        publish("Seen.");
        assertThat(embed.embedNewlyMissing()).isEqualTo(1);
        library.publication().show(hidden);
        assertThat(embed.embedNewlyMissing()).isZero();
        library.pass(Duration.ofHours(25));

        assertThat(embed.embedNewlyMissing()).isEqualTo(1);
    }

    @Test
    void whoMendsLooksAtAllOfIt() {
        FileId hidden = publish("Hidden.");
        library.publication().hide(List.of(hidden));
        publish("Seen.");
        assertThat(embed.embedNewlyMissing()).isEqualTo(1);
        library.publication().show(hidden);

        assertThat(embed.embedMissing()).isEqualTo(1);
    }
}
