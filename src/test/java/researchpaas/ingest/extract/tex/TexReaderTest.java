package researchpaas.ingest.extract.tex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.Readings;
import researchpaas.ingest.extract.reader.CollectedText;

class TexReaderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "na\\\"{\\i}ve caf\\'e, Erd\\H{o}s, \\v{C}ech, \\o re, stra\\ss e ! naïve café,"
                        + " Erdős, Čech, øre, straße",
                "10\\% of \\$5 \\& more ! 10% of $5 & more",
                "``quoted'' pages 1--2 --- it's ! “quoted” pages 1–2 — it's",
                "a~b\\,c % note ! a b c",
                "as \\cite[p.~2]{x} says, see Figure~\\ref{f} ! as says, see Figure",
                "\\textbf{bold \\emph{and} more} {\\large big} ! bold and more big",
                "\\textcolor{red}{red} \\href{http://x.jp}{link} \\url{http://y.jp/a_b} ! red link"
                        + " http://y.jp/a_b",
                "word\\footnote{a note} goes ! word (a note) goes",
                "$x^{2} \\leq \\frac{\\alpha}{2n}$ and \\(\\sum_{i=1}^n x_i\\) ! x^2 ≤ α/2n and"
                        + " ∑_i=1^n x_i",
                "\\unknowncommand[option]{kept} ! kept",
                "\\verb|a_b{c| ! a_b{c",
                "\\ruby{温熱}{おんねつ}快適性 ! 温熱快適性",
                "costs $5 or so ! costs $5 or so",
                "{{}}} \\ ! ''"
            })
    void writesWhatWouldBePrinted(String tex, String printed) throws Exception {
        assertThat(read(tex).text().strip().replaceAll(" +", " ")).isEqualTo(printed);
    }

    @Test
    void takesSectionsForHeadings() throws Exception {
        CollectedText read =
                read(
                        """
                        \\section{One \\emph{more}}\\label{s}
                        First
                        paragraph. % a comment
                        % only a comment
                        Still first.

                        \\subsection*{Two}
                        \\begin{itemize}
                        \\item apple
                        \\item[b)] pear
                        \\end{itemize}
                        \\begin{figure}[t]\\includegraphics[width=1cm]{a.png}\\caption{The air.}\\end{figure}
                        """);

        assertThat(read.text())
                .isEqualTo(
                        "One more\nFirst paragraph. Still first.\nTwo\napple\nb) pear\nThe air.");
        assertThat(read.headings).extracting(heading -> heading.level()).containsExactly(1, 2);
    }

    @Test
    void putsSectionsBelowChapters() throws Exception {
        assertThat(read("\\chapter{A}\\section{B}x").headings)
                .extracting(heading -> heading.level())
                .containsExactly(1, 2);
    }

    @Test
    void writesTheRowsOfATableWithTheirHeaders() throws Exception {
        assertThat(
                        read("""
                        \\begin{table}\\caption{Climate}\\begin{tabular}{l|r}\\hline
                        place & $t$ \\\\ \\hline
                        Oslo & 4 \\\\
                        Nice & \\textbf{18} \\\\ \\hline
                        \\end{tabular}\\end{table}\
                        """)
                                .text())
                .isEqualTo("Climate\nplace: Oslo; t: 4\nplace: Nice; t: 18");
    }

    @Test
    void keepsListingsAndFormulas() throws Exception {
        assertThat(
                        read("""
                        \\begin{lstlisting}
                        print("50%")
                        \\end{lstlisting}
                        where
                        \\begin{align}\\label{e} a &= b \\\\ c &= \\sqrt{d}\\end{align}
                        \\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}holds.\
                        """)
                                .text())
                .isEqualTo("print(\"50%\")\nwhere\na = b c = √d\nholds.");
    }

    @Test
    void writesTheFilesOwnWords() throws Exception {
        assertThat(
                        read("\\newcommand{\\sys}{OpenAir}\\newcommand{\\bomb}{\\sys\\sys\\bomb}We"
                                        + " use \\sys. \\sys\\ works.")
                                .text())
                .isEqualTo("We use OpenAir. OpenAir works.");
    }

    @Test
    void tellsTitleAuthorsAndDate() throws Exception {
        assertThat(
                        read("\\title[short]{Air \\\\ in rooms\\thanks{grant}}\\author{Jane"
                                        + " Roe\\thanks{x} \\\\ Some University \\and J\\'er\\^ome"
                                        + " Doe}\\date{2021-03-04}\\begin{document}\\maketitle"
                                        + " x\\end{document} beyond")
                                .info)
                .isEqualTo(new FileInfo("Air in rooms", "Jane Roe; Jérôme Doe", "2021-03-04"));
    }

    @Test
    void joinsTheLinesOfAJapaneseTitle() throws Exception {
        assertThat(read("\\title{気温観測による\\\\\n夜間の把握}x").text()).startsWith("気温観測による夜間の把握\n");
    }

    @Test
    void readsAChapterThatShowsADocumentAsAnExample() throws Exception {
        String example = "\\begin{lstcode}\\begin{document}small\\end{document}\\end{lstcode}\n";

        assertThat(read("\\section{A}\n" + "Words. ".repeat(3_000) + example).text())
                .startsWith("A\nWords. Words.");
    }

    @Test
    void believesTheEncodingThatItNames() throws Exception {
        byte[] tex =
                "\\usepackage[latin1]{inputenc}\\section{Jérôme}x"
                        .getBytes(Charset.forName("ISO-8859-1"));

        assertThat(Readings.read(folder, "a.tex", tex).headingTexts()).containsExactly("Jérôme");
    }

    /// Source that is made to take all time, or all stack.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\section{",
                "{",
                "\\begin{a}",
                "\\textbf{\\emph{",
                "$",
                "\\frac{",
                "[",
                "\\'",
                "\\footnote{x",
                "\\item[",
                "\\begin{tabular}{l}"
            })
    void endsForAnySource(String piece) throws Exception {
        assertThat(read(piece.repeat(100_000) + " end").text()).isNotNull();
    }

    private CollectedText read(String tex) throws Exception {
        return Readings.read(folder, "a.tex", tex);
    }
}
