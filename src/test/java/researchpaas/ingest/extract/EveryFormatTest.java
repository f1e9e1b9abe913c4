package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import researchpaas.document.Heading;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.CollectedText;

/// Every text-like format, in every encoding it is met in, Japanese and English: text, order,
/// sections and page.
class EveryFormatTest {
    private static final List<String> JAPANESE_ONLY =
            List.of("windows-31j", "EUC-JP", "ISO-2022-JP");
    private static final List<String> UNICODE =
            List.of("UTF-8", "UTF-8 BOM", "UTF-16LE BOM", "UTF-16BE BOM", "UTF-16LE", "UTF-16BE");

    @TempDir Path folder;

    /// A file and what is to be found in it.
    ///
    /// @param order pieces of the text, each behind the one before
    record Sample(String name, String content, List<String> order, List<String> headings) {}

    static final List<Sample> JAPANESE =
            List.of(
                    new Sample(
                            "note.txt",
                            "1. はじめに\n\n温熱快適性は気温と湿度で決まる。\n\n2. 方法\n\n教室の窓を開けた。\n",
                            List.of("はじめに", "温熱快適性は気温と湿度で決まる。", "方法", "教室の窓を開けた。"),
                            List.of("1. はじめに", "2. 方法")),
                    new Sample(
                            "note.md",
                            "# 温熱快適性\n\n"
                                    + "気温と湿度で\n"
                                    + "決まる。\n\n"
                                    + "## 方法\n\n"
                                    + "- 窓を開けた。\n\n"
                                    + "|地点|気温|\n"
                                    + "|--|--|\n"
                                    + "|仙台|-1.5|\n",
                            List.of("温熱快適性", "気温と湿度で決まる。", "方法", "窓を開けた。", "地点 | 気温", "仙台 | -1.5"),
                            List.of("温熱快適性", "方法")),
                    new Sample(
                            "page.html",
                            "<html><head><title>快適性｜研究室</title></head><body><nav>戻る</nav><h1>快適性</h1><p>気温と湿度で\n"
                                    + "決まる。<h2>表</h2><table><tr><th>地点<th>気温<tr><td>仙台<td>-1.5</table><ul><li>窓を開けた。</ul></body></html>",
                            List.of("快適性", "気温と湿度で決まる。", "表", "地点：仙台；気温：-1.5", "窓を開けた。"),
                            List.of("快適性", "表")),
                    new Sample(
                            "chapter.tex",
                            "\\documentclass{jlreq}\\title{快適性}\\author{佐藤"
                                    + " 花子}\\begin{document}\\maketitle\n"
                                    + "\\section{はじめに} % 注\n"
                                    + "気温と湿度で\n"
                                    + "決まる\\cite{a}。\n\n"
                                    + "\\section{方法}\n"
                                    + "窓を\\textbf{開けた}。\\end{document}",
                            List.of("快適性", "佐藤 花子", "はじめに", "気温と湿度で決まる。", "方法", "窓を開けた。"),
                            List.of("はじめに", "方法")),
                    new Sample(
                            "table.csv",
                            "地点,気温\r\n仙台,-1.5\r\n那覇,18\r\n",
                            List.of("表。2行、2列。", "地点：仙台；気温：-1.5", "地点：那覇；気温：18"),
                            List.of()),
                    new Sample(
                            "table.tsv",
                            "地点\t気温\n仙台\t-1.5\n那覇\t18\n",
                            List.of("表。2行、2列。", "地点：仙台；気温：-1.5", "地点：那覇；気温：18"),
                            List.of()),
                    new Sample(
                            "table.json",
                            "[{\"地点\": \"仙台\", \"気温\": -1.5},\n {\"地点\": \"那覇\", \"気温\": 18}]",
                            List.of("表。2行、2列。", "地点：仙台；気温：-1.5", "地点：那覇；気温：18"),
                            List.of()),
                    new Sample(
                            "table.jsonl",
                            "{\"地点\": \"仙台\", \"気温\": -1.5}\n{\"地点\": \"那覇\", \"気温\": 18}\n",
                            List.of("表。2行、2列。", "地点：仙台；気温：-1.5", "地点：那覇；気温：18"),
                            List.of()),
                    new Sample(
                            "book.ipynb",
                            """
                            {"cells": [
                             {"cell_type": "markdown", "source": ["# 快適性\\n", "気温と湿度で決まる。\\n", "## 方法"]},
                             {"cell_type": "code", "source": "print('窓')", "outputs": [
                              {"output_type": "stream", "text": ["窓を開けた。\\n"]},
                              {"data": {"image/png": "iVBORw0KGgo", "text/plain": ["<Figure size 1x1>"]}}]}],
                             "nbformat": 4}\
                            """,
                            List.of("快適性", "気温と湿度で決まる。", "方法", "print('窓')", "窓を開けた。"),
                            List.of("快適性", "方法")));

    static final List<Sample> ENGLISH =
            List.of(
                    new Sample(
                            "note.txt",
                            "1. Introduction\n\n"
                                    + "Comfort depends on humidity.\n\n"
                                    + "2. Method\n\n"
                                    + "We opened a window.\n",
                            List.of(
                                    "Introduction",
                                    "Comfort depends",
                                    "Method",
                                    "We opened a window."),
                            List.of("1. Introduction", "2. Method")),
                    new Sample(
                            "note.markdown",
                            "---\n"
                                    + "title: Comfort\n"
                                    + "---\n"
                                    + "# Comfort\n\n"
                                    + "It depends\n"
                                    + "on humidity.\n\n"
                                    + "## Method\n\n"
                                    + "We *opened* a window.\n",
                            List.of(
                                    "Comfort",
                                    "It depends on humidity.",
                                    "Method",
                                    "We opened a window."),
                            List.of("Comfort", "Method")),
                    new Sample(
                            "page.xhtml",
                            "<?xml version=\"1.0\"?><html><head><title>Comfort</title><style>p"
                                    + " {}</style></head><body><h1>Comfort</h1><p>It depends\n"
                                    + "on <em>humidity</em>.</p><h2>Method</h2><table><thead><tr><td>place</td><td>t</td></tr></thead><tr><td>Oslo</td><td>4</td></tr></table><script>no()</script><ol><li>We"
                                    + " opened a window.</li></ol></body></html>",
                            List.of(
                                    "Comfort",
                                    "It depends on humidity.",
                                    "Method",
                                    "place: Oslo; t: 4",
                                    "We opened a window."),
                            List.of("Comfort", "Method")),
                    new Sample(
                            "chapter.tex",
                            "\\documentclass{article}\\title{Comfort}\\author{Jane Roe \\and John"
                                    + " Doe}\\begin{document}\\maketitle\n"
                                    + "\\begin{abstract}It depends\n"
                                    + "on humidity.\\end{abstract}\n"
                                    + "\\section{Method}\n"
                                    + "We \\emph{opened} a window.\\end{document}",
                            List.of(
                                    "Comfort",
                                    "Jane Roe, John Doe",
                                    "Abstract",
                                    "It depends on humidity.",
                                    "Method",
                                    "We opened a window."),
                            List.of("Abstract", "Method")),
                    new Sample(
                            "table.csv",
                            "place;t\nOslo;4\nNice;18\n",
                            List.of(
                                    "Table. Rows: 2. Columns: 2.",
                                    "place: Oslo; t: 4",
                                    "place: Nice; t: 18"),
                            List.of()),
                    new Sample(
                            "table.tab",
                            "place\tt\nOslo\t4\nNice\t18\n",
                            List.of(
                                    "Table. Rows: 2. Columns: 2.",
                                    "place: Oslo; t: 4",
                                    "place: Nice; t: 18"),
                            List.of()),
                    new Sample(
                            "table.json",
                            "{\"place\": [\"Oslo\", \"Nice\"], \"t\": [4, 18]}",
                            List.of(
                                    "Table. Rows: 2. Columns: 2.",
                                    "place: Oslo; t: 4",
                                    "place: Nice; t: 18"),
                            List.of()),
                    new Sample(
                            "table.ndjson",
                            "{\"place\": \"Oslo\", \"t\": 4}\n{\"place\": \"Nice\", \"t\": 18}\n",
                            List.of(
                                    "Table. Rows: 2. Columns: 2.",
                                    "place: Oslo; t: 4",
                                    "place: Nice; t: 18"),
                            List.of()),
                    new Sample(
                            "book.ipynb",
                            """
                            {"worksheets": [{"cells": [
                             {"cell_type": "heading", "level": 1, "source": "Comfort"},
                             {"outputs": [{"output_type": "pyout", "text": "42"}], "cell_type": "code", "input": ["x = 6\\n", "x * 7"]},
                             {"cell_type": "markdown", "source": "## Method\\nWe opened a window."}]}], "nbformat": 3}\
                            """,
                            List.of(
                                    "Comfort",
                                    "x = 6\nx * 7",
                                    "42",
                                    "Method",
                                    "We opened a window."),
                            List.of("Comfort", "Method")));

    static Stream<Arguments> samplesInTheirEncodings() {
        Stream<Arguments> japanese =
                Stream.concat(UNICODE.stream(), JAPANESE_ONLY.stream())
                        .flatMap(encoding ->
                                JAPANESE.stream()
                                        .map(one -> Arguments.of(one.name(), encoding, one)));
        Stream<Arguments> english =
                Stream.concat(UNICODE.stream(), Stream.of("US-ASCII"))
                        .flatMap(encoding ->
                                ENGLISH.stream()
                                        .map(one -> Arguments.of(one.name(), encoding, one)));
        return Stream.concat(japanese, english);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("samplesInTheirEncodings")
    void readsItsTextInOrderWithItsSections(String name, String encoding, Sample sample)
            throws Exception {
        CollectedText read = read(name, encoded(sample.content(), encoding));

        assertThat(read.text()).containsSubsequence(sample.order());
        assertThat(read.text()).doesNotContain("\uFEFF", "<", "戻る", "no()", "iVBOR", "\\");
        assertThat(read.headingTexts()).isEqualTo(sample.headings());
        assertThat(read.pages)
                .singleElement()
                .satisfies(page -> assertThat(page.number()).isEqualTo(1));
        for (Heading heading : read.headings) {
            assertThat(read.text().substring(heading.start(), heading.end()).strip())
                    .isEqualTo(heading.text());
        }
    }

    static Stream<Arguments> charsetsAndTransfers() {
        return Stream.concat(UNICODE.stream().limit(1), JAPANESE_ONLY.stream())
                .flatMap(charset ->
                        Stream.of("8bit", "base64", "quoted-printable")
                                .map(transfer -> Arguments.of(charset, transfer)));
    }

    @ParameterizedTest
    @MethodSource("charsetsAndTransfers")
    void readsAnEmail(String charset, String transfer) throws Exception {
        Charset encoding = Charset.forName(charset);
        var mail = new ByteArrayOutputStream();
        mail.writeBytes(
                ascii(
                        "From: "
                                + word("佐藤", encoding)
                                + " <sato@example.ac.jp>\r\nSubject: "
                                + word("湿度の測定", encoding)
                                + "\r\n"
                                + "Date: Tue, 5 Mar 2024 10:00:00 +0900 (JST)\r\n"
                                + "MIME-Version: 1.0\r\n"
                                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                                + "--b\r\n"
                                + "Content-Type: text/plain; charset="
                                + (charset.equals("windows-31j") ? "Shift_JIS" : charset)
                                + "\r\nContent-Transfer-Encoding: "
                                + transfer
                                + "\r\n\r\n"));
        mail.writeBytes(transferred("窓を開けた。\r\n\r\nEnd.\r\n".getBytes(encoding), transfer));
        mail.writeBytes(
                ascii(
                        "\r\n"
                                + "--b\r\n"
                                + "Content-Type: application/pdf\r\n"
                                + "Content-Disposition: attachment;"
                                + " filename*=UTF-8''%E6%B9%BF%E5%BA%A6.pdf\r\n\r\n"
                                + "JVBER\r\n"
                                + "--b--\r\n"));

        CollectedText read = read("mail.eml", mail.toByteArray());

        assertThat(read.text())
                .isEqualTo(
                        """
                        件名：湿度の測定
                        差出人：佐藤 <sato@example.ac.jp>
                        日時：Tue, 5 Mar 2024 10:00:00 +0900 (JST)
                        窓を開けた。
                        End.
                        添付ファイル：湿度.pdf\
                        """);
        assertThat(read.info).isNotNull();
        assertThat(read.info.title()).isEqualTo("湿度の測定");
        assertThat(read.info.author()).isEqualTo("佐藤");
        assertThat(read.info.created()).isEqualTo("2024-03-05T10:00+09:00");
    }

    private static byte[] encoded(String content, String encoding) {
        String name = encoding.replace(" BOM", "");
        String mark = encoding.endsWith("BOM") ? "\uFEFF" : "";
        return (mark + content).getBytes(Charset.forName(name));
    }

    private static String word(String text, Charset charset) {
        String name = charset.name().equals("windows-31j") ? "Shift_JIS" : charset.name();
        return "=?"
                + name
                + "?B?"
                + Base64.getEncoder().encodeToString(text.getBytes(charset))
                + "?=";
    }

    private static byte[] transferred(byte[] text, String transfer) {
        return switch (transfer) {
            case "base64" -> Base64.getMimeEncoder().encode(text);
            case "quoted-printable" -> {
                StringBuilder quoted = new StringBuilder();
                for (byte one : text) {
                    quoted.append(
                            one == '\r' || one == '\n'
                                    ? String.valueOf((char) one)
                                    : String.format("=%02X", one));
                }
                yield ascii(quoted.toString());
            }
            default -> text;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private CollectedText read(String name, byte[] bytes) throws IOException, Refusal {
        return Readings.read(folder, name, bytes);
    }
}
