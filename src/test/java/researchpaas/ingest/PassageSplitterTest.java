package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.document.Heading;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.NewPassage;
import researchpaas.search.FakeEmbeddingModel;

class PassageSplitterTest {
    private final PassageSplitter splitter = new PassageSplitter(new FakeEmbeddingModel());

    private static Page page(int number, String text) {
        return new Page(number, text, 0, 0, List.of());
    }

    private List<NewPassage> split(String text) {
        return splitter.split("", List.of(page(1, text)), List.of());
    }

    private static String sentences(int count) {
        return String.join(
                " ",
                Collections.nCopies(count, "One two three four five six seven eight nine ten."));
    }

    @Test
    void aShortTextIsOnePassage() {
        assertThat(split("  It is short. It is one.\n"))
                .extracting(NewPassage::text)
                .containsExactly("It is short. It is one.");
    }

    @Test
    void aLongTextIsCutIntoEqualRunsOfWholeSentences() {
        List<NewPassage> passages = split(sentences(50));
        assertThat(passages)
                .hasSize(3)
                .allSatisfy(passage -> {
                    assertThat(passage.text()).startsWith("One").endsWith("ten.");
                    assertThat(passage.text().split(" ").length)
                            .isBetween(150, PassageSplitter.LONGEST);
                });
    }

    @Test
    void japaneseIsCountedInCharacters() {
        List<NewPassage> passages = split("本研究では観測された値を比較した。".repeat(100));
        assertThat(passages)
                .allSatisfy(passage -> {
                    assertThat(passage.text().length())
                            .isBetween(340, PassageSplitter.LONGEST_JAPANESE);
                    assertThat(passage.text()).endsWith("。");
                    assertThat(passage.language()).isEqualTo(Language.JAPANESE);
                });
    }

    @Test
    void aModelThatKnowsJapaneseLimitsItsPassagesByTokensToo() {
        PassageSplitter knowing = new PassageSplitter(new FakeEmbeddingModel(Set.of()));
        String spaced = "観 測 値 を 比 べ た。".repeat(60);
        assertThat(knowing.split("", List.of(page(1, spaced)), List.of()).size())
                .isGreaterThan(split(spaced).size());
    }

    @Test
    void anOverLongSentenceIsCutAtACommaOrSpaceAndNeverInsideACharacter() {
        for (String part : List.of("word ", "、字を書く", "𠮟𠮷")) {
            for (NewPassage passage : split(part.repeat(900))) {
                assertThat(passage.text().length()).isLessThan(1_300);
                assertThat(Character.isLowSurrogate(passage.text().charAt(0))).isFalse();
                assertThat(
                                Character.isHighSurrogate(
                                        passage.text().charAt(passage.text().length() - 1)))
                        .isFalse();
            }
        }
    }

    @Test
    void aPassageMayRunOverAPageEnd() {
        List<NewPassage> passages =
                splitter.split(
                        "",
                        List.of(
                                page(1, "The sentence begins here"),
                                page(2, "and ends here. Another.")),
                        List.of());
        assertThat(passages).hasSize(1);
        NewPassage passage = passages.getFirst();
        assertThat(passage.text()).isEqualTo("The sentence begins here\nand ends here. Another.");
        assertThat(passage.firstPage()).isEqualTo(1);
        assertThat(passage.lastPage()).isEqualTo(2);
        assertThat(passage.end()).isEqualTo("and ends here. Another.".length());
    }

    @Test
    void aPassageStaysWithinItsSectionAndNamesIt() {
        String first = "Methods\n" + sentences(12) + "\n";
        String text = first + "Results\n" + sentences(12);
        List<NewPassage> passages =
                splitter.split(
                        "On bees",
                        List.of(page(1, text)),
                        List.of(
                                new Heading(1, 0, 7, 1, "Methods"),
                                new Heading(1, first.length(), first.length() + 7, 1, "Results")));
        assertThat(passages)
                .extracting(NewPassage::heading)
                .containsExactly("On bees › Methods", "On bees › Results");
        assertThat(passages.getLast().text()).startsWith("Results");
    }

    @Test
    void tinySectionsAreJoined() {
        String text = "Aims\nShort.\nMethods\n" + sentences(10);
        List<NewPassage> passages =
                splitter.split(
                        "",
                        List.of(page(1, text)),
                        List.of(
                                new Heading(1, 0, 4, 1, "Aims"),
                                new Heading(1, 12, 19, 1, "Methods")));
        assertThat(passages).hasSize(1);
    }

    @Test
    void theTitleIsNoHeadingOfAPassageThatBeginsWithIt() {
        assertThat(
                        splitter.split(
                                "On bees", List.of(page(1, "On\nbees\n\nThey dance.")), List.of()))
                .extracting(NewPassage::heading)
                .containsExactly("");
    }

    @Test
    void textWithoutAnyWordGivesNoPassage() {
        assertThat(split(" \n\n ")).isEmpty();
        assertThat(split("----- ***** -----")).isEmpty();
    }

    @Test
    void theHashFollowsHeadingAndText() {
        String hash = split("It is short.").getFirst().hash();
        assertThat(hash)
                .matches("[0-9a-f]{64}")
                .isEqualTo(split(" It is short. ").getFirst().hash());
        assertThat(
                        splitter.split("Title", List.of(page(1, "It is short.")), List.of())
                                .getFirst()
                                .hash())
                .isNotEqualTo(hash);
    }

    /// Whatever the text: a passage is exactly what its pages and offsets say, passages follow each
    /// other, and every letter is in one.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void offsetsGiveBackTheText(long seed) {
        Random random = new Random(seed);
        List<Page> pages = new ArrayList<>();
        for (int number = 1; number <= 1 + random.nextInt(5); number++) {
            pages.add(page(number, randomText(random)));
        }
        List<NewPassage> passages = splitter.split("Title", pages, randomHeadings(random, pages));
        StringBuilder all = new StringBuilder();
        for (NewPassage passage : passages) {
            assertThat(passage.text()).isEqualTo(cut(pages, passage));
            all.append(passage.text());
        }
        assertThat(letters(all.toString()))
                .isEqualTo(letters(String.join("", pages.stream().map(Page::text).toList())));
    }

    private static String cut(List<Page> pages, NewPassage passage) {
        if (passage.firstPage() == passage.lastPage()) {
            return pages.get(passage.firstPage() - 1)
                    .text()
                    .substring(passage.start(), passage.end());
        }
        StringBuilder text =
                new StringBuilder(
                        pages.get(passage.firstPage() - 1).text().substring(passage.start()));
        for (int number = passage.firstPage() + 1; number < passage.lastPage(); number++) {
            text.append('\n').append(pages.get(number - 1).text());
        }
        return text.append('\n')
                .append(pages.get(passage.lastPage() - 1).text(), 0, passage.end())
                .toString();
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String randomText(Random random) {
        String[] parts = {
            "word", "Fig. 3", "et al.", " ", "\n", "\n\n", ". ", "。", "、", "本研究", "𠮷野", "「引用。」",
            "12.5", "!? ", "\t", "　", "É"
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(2_000);
        for (int i = 0; i < length; i++) {
            text.append(parts[random.nextInt(parts.length)]);
            if (random.nextInt(3) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static List<Heading> randomHeadings(Random random, List<Page> pages) {
        List<Heading> headings = new ArrayList<>();
        for (Page page : pages) {
            int at = page.text().indexOf("word", random.nextInt(200));
            if (at >= 0) {
                headings.add(new Heading(page.number(), at, at + 4, 1 + random.nextInt(3), "word"));
            }
        }
        return headings;
    }
}
