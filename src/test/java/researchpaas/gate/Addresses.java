package researchpaas.gate;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;

/// What a reader can ask for: every way to search, list and open, with numbers that exist and that
/// do not.
final class Addresses {
    private static final List<String> QUESTIONS =
            List.of(
                    "sparse attention for long documents",
                    "Kenji Sato",
                    "全文検索の評価",
                    "センサー",
                    "secret unpublished proof",
                    "極秘",
                    "atten",
                    "quantum",
                    "keyword");

    private Addresses() {}

    /// Those of the running program that need no number, whoever added them; signing in apart,
    /// which answers differently each time.
    static List<String> ofRoutes(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(info -> info.getPatternValues().stream())
                .filter(path -> !path.contains("{") && !path.startsWith("/auth/"))
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> all() {
        List<String> addresses = new ArrayList<>();
        for (String question : QUESTIONS) {
            String q = "q=" + UriUtils.encode(question, StandardCharsets.UTF_8);
            for (String mode : List.of("words", "meaning", "hybrid")) {
                addresses.add("/documents/search?" + q + "&mode=" + mode);
                addresses.add(
                        "/documents/search?" + q + "&mode=" + mode + "&category=paper&year=2024");
            }
            for (String sort : List.of("newest", "oldest", "title")) {
                addresses.add("/documents/search?" + q + "&sort=" + sort);
            }
            addresses.add("/documents/search?" + q + "&offset=2&limit=2");
            addresses.add("/?" + q);
            addresses.add("/?" + q + "&category=dataset");
        }
        for (String sort : List.of("newest", "oldest", "title")) {
            addresses.add("/documents?sort=" + sort);
            addresses.add("/documents?limit=2&offset=2&sort=" + sort);
        }
        for (String filter :
                List.of(
                        "author=sato",
                        "author=mallory",
                        "year=1999",
                        "year_from=1990&year_to=2030",
                        "type=pdf",
                        "type=csv",
                        "source=1",
                        "source=2",
                        "language=ja",
                        "category=poster")) {
            addresses.add("/documents?" + filter);
            addresses.add("/documents/search?q=attention&" + filter);
        }
        for (int number = 1; number <= 30; number++) {
            addresses.add("/documents/paper/" + number);
            addresses.add("/library/paper/" + number);
        }
        for (String document :
                List.of(
                        "paper/2",
                        "paper/4",
                        "paper/5",
                        "paper/12",
                        "dataset/1",
                        "dataset/2",
                        "poster/1",
                        "poster/2")) {
            addresses.add("/documents/" + document);
            addresses.add("/library/" + document);
            addresses.add("/library/" + document + "?page=2");
            addresses.add("/library/" + document + "?passage=9");
            addresses.add("/library/" + document + "/similar");
            addresses.add("/documents/" + document + "/similar?limit=50");
            addresses.add("/api/v1/documents/" + document + "/access");
            addresses.add("/documents/" + document + "/pages/1");
            addresses.add("/documents/" + document + "/pages/1?file=8");
        }
        for (int id = 1; id <= 20; id++) {
            addresses.add("/passages/" + id + "/similar?limit=50");
        }
        addresses.addAll(
                List.of(
                        "/",
                        "/documents",
                        "/documents/categories",
                        "/statistics",
                        "/health",
                        "/readyz",
                        "/upload",
                        "/upload/latest",
                        "/documents/uploads",
                        "/v3/api-docs",
                        "/nowhere"));
        return addresses;
    }

    /// Without what differs from one moment to the next.
    static String ask(MockMvcTester mvc, String address) {
        try {
            MvcTestResult result =
                    mvc.get().uri(URI.create(address)).header("Accept", accept(address)).exchange();
            return result.getResponse().getStatus()
                    + " "
                    + result.getResponse()
                            .getContentAsString(StandardCharsets.UTF_8)
                            .replaceAll("\"execution_time_ms\":[0-9.E-]+", "")
                            .replaceAll("nonce=\"[^\"]+\"", "")
                            .replaceAll("\"timestamp\":\"[^\"]+\"", "")
                            .replaceAll("[0-9]+\\.[0-9]{2} ?(s|秒)", "");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String accept(String address) {
        return address.startsWith("/?")
                        || address.startsWith("/library")
                        || address.startsWith("/upload")
                        || address.equals("/")
                ? "text/html"
                : "application/json, text/html;q=0.9";
    }
}
