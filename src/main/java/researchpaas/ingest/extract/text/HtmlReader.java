package researchpaas.ingest.extract.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.Encoding;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextSink;

/// HTML and XHTML: what a page's author wrote, without what the browser or the site adds.
public final class HtmlReader implements FormatReader {
    private static final int START = 4_096;

    private static final Pattern DECLARED =
            Pattern.compile(
                    "(?i)(?:<meta\\b[^>]{0,200}\\bcharset|<\\?xml\\b[^>]{0,200}\\bencoding)\\s*=\\s*[\"']?\\s*([\\w.:-]{2,40})");

    private static final Pattern NO_TITLE =
            Pattern.compile(
                    "(?i)\\s*(?:untitled.*|無題.*|new page.*|home|index|document|no title)?\\s*");

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        Document page;
        try (Reader text = new WithoutPictures(TextDecoding.open(file, declared(file)))) {
            page = Jsoup.parse(TextDecoding.read(text, sink.limits()));
        }
        Pages pages = new Pages(sink);
        HtmlText.write(page.body(), pages);
        pages.end();
        sink.info(
                new FileInfo(
                        title(page),
                        meta(page, "citation_author", "author", "dc.creator", "dcterms.creator"),
                        meta(
                                page,
                                "citation_publication_date",
                                "citation_date",
                                "dc.date",
                                "dcterms.created",
                                "article:published_time",
                                "date")));
    }

    private static @Nullable Charset declared(Path file) throws IOException {
        String start =
                new String(
                        Encoding.start(() -> Files.newInputStream(file), START),
                        StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARED.matcher(start);
        return declaration.find() ? Encoding.declared(declaration.group(1)) : null;
    }

    /// A site often writes its own name behind or before the page's; the one great heading does
    /// not.
    private static @Nullable String title(Document page) {
        String cited = meta(page, "citation_title");
        if (cited != null) {
            return cited;
        }
        String title = CleanText.of(page.title()).strip();
        Elements greatest = page.select("h1");
        String heading = greatest.size() == 1 ? CleanText.of(greatest.text()).strip() : "";
        if (!heading.isEmpty() && title.contains(heading)) {
            return heading;
        }
        return NO_TITLE.matcher(title).matches() ? null : title;
    }

    /// The values of the first of these names that the page has.
    private static @Nullable String meta(Document page, String... names) {
        for (String name : names) {
            String found =
                    page.select("meta").stream()
                            .filter(meta -> isNamed(meta, name))
                            .map(meta -> CleanText.of(meta.attr("content")).strip())
                            .filter(content -> !content.isEmpty())
                            .collect(Collectors.joining("; "));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return null;
    }

    private static boolean isNamed(Element meta, String name) {
        return meta.attr("name").equalsIgnoreCase(name)
                || meta.attr("property").equalsIgnoreCase(name);
    }
}
