package researchpaas.answer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.answer.commonmark.TestWords;
import researchpaas.answer.jsonl.TestClaims;
import researchpaas.document.Category;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.FakeEmbeddingModel;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.Searches;
import researchpaas.search.TextAnalysis;
import researchpaas.search.lucene.TestLucene;

/// A library with the embedded index and everything that answers, without Spring: what tests put in
/// is found at once.
public final class AnswerWorld implements AutoCloseable {
    public static final Reader STUDENT = Reader.nobody();

    private final FakeEmbeddingModel embedding = new FakeEmbeddingModel();
    private final TextAnalysis analysis = TestLucene.analysis();
    private final TestLibrary library;
    private final OpenIndex index;

    public AnswerWorld(Path home) {
        library = TestLibrary.sqlite(home);
        index = TestLucene.open(home.resolve("index"), library.access());
    }

    @Override
    public void close() {
        index.close();
        library.close();
    }

    public Documents documents() {
        return library.documents();
    }

    /// For everybody. Each text is a page and a passage.
    public FileId add(String path, String title, String... pages) {
        return add(Set.of(Principal.ANYONE), Category.PAPER, path, title, pages);
    }

    public FileId add(
            Set<Principal> visibleTo,
            Category category,
            String path,
            String title,
            String... texts) {
        FileId file = publish(visibleTo, category, path, title, texts);
        follow();
        return file;
    }

    /// To be found after the next addition.
    public FileId publish(
            Set<Principal> visibleTo,
            Category category,
            String path,
            String title,
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
                            text, title, number, number, 0, text.length(), language, hash(text)));
            if (embedding.card().knows(language)) {
                vectors.put(hash(text), embedding.passage(text));
            }
        }
        FileId file = library.file(path, library.access().idOf(visibleTo));
        library.publication().keepVectors(embedding.card().id(), vectors);
        library.publication()
                .publish(
                        new Content(
                                file,
                                path,
                                category,
                                "application/pdf",
                                new Description(
                                        title,
                                        List.of("Mirei Oda"),
                                        texts[0],
                                        List.of(),
                                        2024,
                                        Language.of(title + texts[0]),
                                        Instant.EPOCH),
                                pages,
                                passages,
                                hash(path),
                                "1"));
        return file;
    }

    public void hide(FileId file) {
        library.publication().hide(List.of(file));
        follow();
    }

    /// The database alone knows it yet; the index finds the document still.
    public void hideBehindTheIndex(FileId file) {
        library.publication().hide(List.of(file));
    }

    private void follow() {
        index.apply(
                library.changes().after(index.cursor(), 1_000, embedding.card().id()),
                library.changes().last());
    }

    public AnswerQuestion answering(LanguageModels models) {
        Documents documents = library.documents();
        SearchDocuments search =
                Searches.over(index, embedding, documents, TestLucene.highlighter());
        WeighWords weigh = new WeighWords(analysis, index, documents);
        TranslateWords translate = new TranslateWords(analysis);
        return new AnswerQuestion(
                new GatherMaterial(
                        search,
                        weigh,
                        translate,
                        new FindRows(index, documents),
                        analysis,
                        documents),
                new RelevantDatasets(search, analysis),
                models,
                new UnderstandQuestion(),
                translate,
                new WriteAnswer(TestClaims.format(), TestWords.plain(), analysis),
                documents,
                index,
                embedding,
                AnswerWatch.none());
    }

    public Answer ask(String question, LanguageModels models, Consumer<Progress> progress) {
        return answering(models).answer(Question.of(question), STUDENT, progress);
    }

    public Answer ask(String question, LanguageModel model) {
        return ask(question, TestModels.of(model), _ -> {});
    }

    public Answer ask(String question) {
        return ask(question, TestModels.none(), _ -> {});
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
