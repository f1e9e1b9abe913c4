package researchpaas.search.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;
import researchpaas.search.FallbackSearch;
import researchpaas.search.Filter;
import researchpaas.search.Order;

/// Goes through the texts themselves: what files say of themselves first, then the newest passages.
@Component
@Transactional(readOnly = true)
class JdbcFallbackSearch implements FallbackSearch {
    /// What a search may read at most; of a larger library the later part.
    private static final int PASSAGES_READ = 100_000;

    private static final int PASSAGES_FOUND = 1_000;
    private static final int CARD = 4;

    private final JdbcClient sql;
    private final Access access;

    JdbcFallbackSearch(JdbcClient sql, Access access) {
        this.sql = sql;
        this.access = access;
    }

    @Override
    public Found find(List<String> words, Filter filter, Order order, Reader reader) {
        Condition allowed = Condition.of(access.visibleTo(reader), filter);
        if (words.isEmpty()) {
            return new Found(listed(allowed, order), Map.of());
        }
        Map<Long, Integer> scores = byCards(words, allowed);
        Map<DocumentId, List<PassageId>> passages = byPassages(words, allowed, scores);
        List<DocumentId> ranked =
                scores.entrySet().stream()
                        .sorted(
                                Map.Entry.<Long, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .map(entry -> new DocumentId(entry.getKey()))
                        .toList();
        if (order == Order.RELEVANCE) {
            return new Found(ranked, passages);
        }
        List<DocumentId> sorted = new ArrayList<>(ranked);
        Map<Long, Integer> places = places(ranked, order);
        sorted.sort(
                Comparator.comparingInt(
                        document -> places.getOrDefault(document.value(), Integer.MAX_VALUE)));
        return new Found(sorted, passages);
    }

    private static final String FILES =
            """
            from published_files pf
            join files f on f.id = pf.file_id
            join documents d on d.id = pf.document_id
            """;

    private List<DocumentId> listed(Condition allowed, Order order) {
        return sql
                .sql(
                        "select d.id %swhere %s group by d.id order by %s limit :most"
                                .formatted(FILES, allowed.sql(), sorted(order)))
                .params(allowed.values())
                .param("most", MOST)
                .query(Long.class)
                .list()
                .stream()
                .map(DocumentId::new)
                .toList();
    }

    private static String sorted(Order order) {
        return switch (order) {
            case RELEVANCE, NEWEST ->
                    "coalesce(max(pf.year), -1) desc, max(pf.created_at) desc, d.id";
            case OLDEST -> "coalesce(min(pf.year), 99999), min(pf.created_at), d.id";
            case TITLE -> "lower(min(pf.title)), d.id";
        };
    }

    private Map<Long, Integer> places(List<DocumentId> documents, Order order) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        List<Long> sorted =
                sql.sql(
                                "select d.id %swhere d.id in (:ids) and pf.hidden_at is null group by d.id order by %s"
                                        .formatted(FILES, sorted(order)))
                        .param("ids", documents.stream().map(DocumentId::value).toList())
                        .query(Long.class)
                        .list();
        return IntStream.range(0, sorted.size())
                .boxed()
                .collect(Collectors.toMap(sorted::get, place -> place));
    }

    private Map<Long, Integer> byCards(List<String> words, Condition allowed) {
        String card = "lower(pf.title || ' ' || pf.authors || ' ' || pf.keywords || ' ' || f.path)";
        Map<Long, Integer> scores = new HashMap<>();
        sql.sql(
                        """
                        select document, max(held) as held from (
                            select d.id as document, %s as held %s where %s) counted
                        where held > 0 group by document order by held desc, document limit :most
                        """
                                .formatted(held(card, words), FILES, allowed.sql()))
                .params(allowed.values())
                .params(patterns(words))
                .param("most", MOST)
                .query(row -> {
                    scores.put(row.getLong("document"), CARD * row.getInt("held"));
                });
        return scores;
    }

    private Map<DocumentId, List<PassageId>> byPassages(
            List<String> words, Condition allowed, Map<Long, Integer> scores) {
        Map<DocumentId, List<PassageId>> found = new LinkedHashMap<>();
        Map<Long, Integer> best = new HashMap<>();
        sql.sql(
                        """
                        select document, passage, held from (
                            select d.id as document, p.id as passage, %s as held
                            %s join passages p on p.file_id = f.id
                            where %s and p.id > (select coalesce(max(id), 0) - :read from passages)) counted
                        where held > 0 order by held desc, passage limit :most
                        """
                                .formatted(
                                        held("lower(p.heading || ' ' || p.text)", words),
                                        FILES,
                                        allowed.sql()))
                .params(allowed.values())
                .params(patterns(words))
                .param("read", PASSAGES_READ)
                .param("most", PASSAGES_FOUND)
                .query(row -> {
                    long document = row.getLong("document");
                    best.merge(document, row.getInt("held"), Math::max);
                    found.computeIfAbsent(new DocumentId(document), _ -> new ArrayList<>())
                            .add(new PassageId(row.getLong("passage")));
                });
        best.forEach((document, held) -> scores.merge(document, held, Integer::sum));
        return found;
    }

    /// How many of the words are in the text.
    private static String held(String text, List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(n ->
                        "case when %s like :word%d escape '!' then 1 else 0 end".formatted(text, n))
                .collect(Collectors.joining(" + ", "(", ")"));
    }

    private static Map<String, Object> patterns(List<String> words) {
        Map<String, Object> patterns = new HashMap<>();
        for (int n = 0; n < words.size(); n++) {
            patterns.put("word" + n, like(words.get(n)));
        }
        return patterns;
    }

    private static String like(String part) {
        return "%"
                + part.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }

    /// The gate and the filter.
    private record Condition(String sql, Map<String, Object> values) {
        static Condition of(Access.Visible visible, Filter filter) {
            List<String> parts = new ArrayList<>(List.of("pf.hidden_at is null"));
            Map<String, Object> values = new HashMap<>();
            switch (visible) {
                case Access.Visible.Everything _ -> {
                    // nothing is kept back
                }
                case Access.Visible.Only(var sets) when sets.isEmpty() -> parts.add("1 = 0");
                case Access.Visible.Only(var sets) -> {
                    parts.add("f.access_set in (:sets)");
                    values.put("sets", sets);
                }
            }
            narrow(filter, parts, values);
            return new Condition(String.join(" and ", parts), values);
        }

        private static void narrow(Filter filter, List<String> parts, Map<String, Object> values) {
            if (!filter.categories().isEmpty()) {
                parts.add("d.category in (:categories)");
                values.put("categories", filter.categories().stream().map(Category::word).toList());
            }
            if (!filter.languages().isEmpty()) {
                parts.add("pf.language in (:languages)");
                values.put("languages", filter.languages().stream().map(Language::code).toList());
            }
            if (!filter.mediaTypes().isEmpty()) {
                parts.add("pf.media_type in (:types)");
                values.put("types", filter.mediaTypes());
            }
            if (!filter.sources().isEmpty()) {
                parts.add("f.source_id in (:sources)");
                values.put("sources", filter.sources());
            }
            if (!filter.years().isEmpty()) {
                parts.add("pf.year in (:years)");
                values.put("years", filter.years());
            }
            Integer from = filter.yearFrom();
            if (from != null) {
                parts.add("pf.year >= :yearFrom");
                values.put("yearFrom", from);
            }
            Integer to = filter.yearTo();
            if (to != null) {
                parts.add("pf.year <= :yearTo");
                values.put("yearTo", to);
            }
            String author = filter.author();
            if (author != null) {
                parts.add("lower(pf.authors) like :author escape '!'");
                values.put("author", like(author));
            }
        }
    }
}
