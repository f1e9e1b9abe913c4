package researchpaas.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.SourceFile;
import researchpaas.ingest.SourceId;
import researchpaas.ingest.Uploads;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.IndexFollower;

/// What the doors' tests search: both languages, all kinds, and a hostile one. Each page is one
/// passage.
public final class SmallLibrary {
    public static final String HOSTILE =
            "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&amp; attack";

    static final Instant ADDED = Instant.parse("2026-04-01T03:04:05Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Ledger ledger;
    private final Publication publication;
    private final Access access;
    private final EmbeddingModel model;
    private final IndexFollower follower;
    private final JdbcClient sql;

    SmallLibrary(
            Ledger ledger,
            Publication publication,
            Access access,
            EmbeddingModel model,
            IndexFollower follower,
            JdbcClient sql) {
        this.ledger = ledger;
        this.publication = publication;
        this.access = access;
        this.model = model;
        this.follower = follower;
        this.sql = sql;
    }

    /// No job, and five documents, which come back under their numbers: Japanese paper 1, English
    /// paper 2, poster 1, dataset 1, the hostile paper 3. Files and passages count through all.
    public void fill() {
        clear();
        addAll();
        awaitCaughtUp();
    }

    /// Hides every document and forgets every upload and every job.
    public void clear() {
        publication.hide(ledger.present(source()).stream().map(Entry::id).toList());
        publication.hide(ledger.present(uploads()).stream().map(Entry::id).toList());
        ledger.present(uploads()).forEach(file -> ledger.gone(file.id()));
        sql.sql("delete from upload_parts").update();
        sql.sql("delete from uploads").update();
        sql.sql("delete from job_files").update();
        sql.sql("delete from jobs").update();
        sql.sql("delete from sqlite_sequence where name = 'jobs'").update();
        awaitCaughtUp();
    }

    public void awaitCaughtUp() {
        try {
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addAll() {
        add(
                Category.PAPER,
                "paper/図書館の検索.pdf",
                "大学図書館における日本語全文検索の評価",
                2023,
                "山田 花子",
                """
                1 はじめに

                大学図書館の蔵書検索では、題名や著者名による検索が長く使われてきた。近年は本文そのものを
                対象とする全文検索が広まり、利用者は論文のどの箇所に答えがあるかを直接知ることができる。

                本研究では、形態素解析にもとづく全文検索と文字の連なりにもとづく全文検索とを、同じ蔵書と
                同じ質問を用いて比較した。質問は学部生と大学院生から集めた 120 件である。\
                """,
                """
                2 方法

                評価には、各質問に対して正解となる段落をあらかじめ二人の判定者が付けた試験用の集合を用いた。
                全文検索の結果の上位十件について、正規化した減損累積利得を求めた。\
                """);
        add(
                Category.PAPER,
                "paper/long-documents.pdf",
                "Sparse attention for long scientific documents",
                2024,
                "Ada Moreau, Kenji Sato",
                """
                1 Introduction

                Transformer models read a document of a few thousand words at once only at great cost, since the \
                attention between all pairs of tokens grows with the square of the length. Scientific papers are \
                longer than that. We ask how much of the attention is needed when the question is known beforehand.

                Our answer is a sparse attention pattern that follows the sections of the paper: tokens attend to \
                their own section, to headings, and to the question.\
                """,
                """
                2 Method

                Each section is read with full attention. Between sections only headings and a few summary tokens \
                are connected. The pattern is fixed before training, so no search over patterns is needed.\
                """);
        add(
                Category.POSTER,
                "poster/sensor.pdf",
                "室内環境センサーによる快適性の推定",
                2022,
                "佐藤 健二",
                "温度、湿度、二酸化炭素濃度を計測する室内環境センサーを講義室に設置し、学生の快適性の申告と比べた。");
        add(
                Category.DATASET,
                "datasets/air-quality/readme.pdf",
                "Air quality of twelve lecture rooms",
                2022,
                "Kenji Sato",
                "Temperature, humidity and carbon dioxide of twelve lecture rooms, measured every minute for a year.");
        add(
                Category.PAPER,
                "paper/attack.pdf",
                HOSTILE,
                2020,
                "<b>Mallory</b>",
                "An attack: <script>alert(3)</script> & <mark>not a mark</mark> javascript:alert(4)");
    }

    /// For everybody. To be found after [#awaitCaughtUp].
    public void add(
            Category category,
            String path,
            String title,
            int year,
            String author,
            String... texts) {
        addFor(Set.of(Principal.ANYONE), category, path, title, year, author, texts);
    }

    /// For those who hold one of the principals.
    public void addFor(
            Set<Principal> visibleTo,
            Category category,
            String path,
            String title,
            int year,
            String author,
            String... texts) {
        List<Page> pages = new ArrayList<>();
        List<NewPassage> passages = new ArrayList<>();
        Map<String, float[]> vectors = new HashMap<>();
        for (String text : texts) {
            int number = pages.size() + 1;
            Language language = Language.of(text);
            pages.add(new Page(number, text, 595, 842, List.of()));
            passages.add(
                    new NewPassage(
                            text, "", number, number, 0, text.length(), language, hash(text)));
            if (model.card().knows(language)) {
                vectors.put(hash(text), model.passage(text));
            }
        }
        publication.keepVectors(model.card().id(), vectors);
        publication.publish(
                new Content(
                        file(path, access.idOf(visibleTo)),
                        path,
                        category,
                        "application/pdf",
                        new Description(
                                title,
                                List.of(author),
                                "Summary of " + title,
                                List.of("keyword"),
                                year,
                                Language.of(title + texts[0]),
                                ADDED),
                        pages,
                        passages,
                        hash(path),
                        "1"));
    }

    /// As the next scan of its source would find it. To be found so after [#awaitCaughtUp].
    public void nowVisibleTo(Set<Principal> principals, String path) {
        file(path, access.idOf(principals));
    }

    /// The number of the document that the file belongs to.
    public long number(String path) {
        return sql.sql(
                        """
                        select d.number from documents d
                        join published_files pf on pf.document_id = d.id
                        join files f on f.id = pf.file_id
                        where f.path = :path and not f.gone
                        """)
                .param("path", path)
                .query(Long.class)
                .single();
    }

    private FileId file(String path, long set) {
        Entry file =
                present(path)
                        .orElseGet(() ->
                                ledger.discover(source(), new SourceFile(path, 2048, ADDED), set));
        if (file.accessSet() != set) {
            ledger.accessChanged(file.id(), set);
        }
        return file.id();
    }

    /// Not by the ledger's list: a large library asks for every file of thousands.
    private Optional<Entry> present(String path) {
        return sql.sql(
                        "select id from files where source_id = :source and path = :path and not gone")
                .param("source", source().value())
                .param("path", path)
                .query(Long.class)
                .optional()
                .flatMap(id -> ledger.find(new FileId(id)));
    }

    private SourceId source() {
        return ledger.source("folder:library");
    }

    private SourceId uploads() {
        return ledger.source(Uploads.SOURCE);
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
