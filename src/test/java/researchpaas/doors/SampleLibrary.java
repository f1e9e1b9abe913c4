package researchpaas.doors;

import researchpaas.document.Category;

/// What the doors' tests search: both languages, all kinds, and a hostile one.
public final class SampleLibrary {
    public static final String HOSTILE =
            "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&amp; attack";

    private SampleLibrary() {}

    /// Numbers: 1 Japanese paper, 2 English paper, 3 poster, 4 dataset, 5 the hostile one.
    public static void fill(InMemoryLibrary library) {
        library.clear();
        library.add(
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
        library.add(
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
        library.add(
                Category.POSTER,
                "poster/sensor.pdf",
                "室内環境センサーによる快適性の推定",
                2022,
                "佐藤 健二",
                "温度、湿度、二酸化炭素濃度を計測する室内環境センサーを講義室に設置し、学生の快適性の申告と比べた。");
        library.add(
                Category.DATASET,
                "datasets/air-quality/readme.pdf",
                "Air quality of twelve lecture rooms",
                2022,
                "Kenji Sato",
                "Temperature, humidity and carbon dioxide of twelve lecture rooms, measured every minute for a year.");
        library.add(
                Category.PAPER,
                "paper/attack.pdf",
                HOSTILE,
                2020,
                "<b>Mallory</b>",
                "An attack: <script>alert(3)</script> & <mark>not a mark</mark> javascript:alert(4)");
    }
}
