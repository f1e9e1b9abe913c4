package researchpaas.answer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.KeptExchange.KeptAction;
import researchpaas.document.DocumentId;

/// A next action in one row. What its kind does not have is absent.
record ActionRow(
        Kind type,
        @Nullable Long document,
        @Nullable Integer page,
        @Nullable String words,
        @Nullable Integer statement) {

    /// The names are stored.
    enum Kind {
        READ_DOCUMENT,
        OPEN_DATASET,
        SEARCH_FOR,
        ASK_OTHERWISE,
        ADD_DOCUMENTS,
        PROPOSED
    }

    String kind() {
        return type.name();
    }

    static ActionRow of(KeptAction action) {
        return switch (action) {
            case KeptAction.ReadDocument(DocumentId document, int page) ->
                    new ActionRow(Kind.READ_DOCUMENT, document.value(), page, null, null);
            case KeptAction.OpenDataset(DocumentId document) ->
                    new ActionRow(Kind.OPEN_DATASET, document.value(), null, null, null);
            case KeptAction.SearchFor(String words) ->
                    new ActionRow(Kind.SEARCH_FOR, null, null, words, null);
            case KeptAction.AskOtherwise() ->
                    new ActionRow(Kind.ASK_OTHERWISE, null, null, null, null);
            case KeptAction.AddDocuments() ->
                    new ActionRow(Kind.ADD_DOCUMENTS, null, null, null, null);
            case KeptAction.Proposed(int statement) ->
                    new ActionRow(Kind.PROPOSED, null, null, null, statement);
        };
    }

    static ActionRow of(ResultSet row) throws SQLException {
        return new ActionRow(
                Kind.valueOf(row.getString("kind")),
                row.getLong("document_id"),
                row.getInt("page"),
                row.getString("words"),
                row.getInt("statement"));
    }

    KeptAction action() {
        return switch (type) {
            case READ_DOCUMENT -> new KeptAction.ReadDocument(id(), number(page));
            case OPEN_DATASET -> new KeptAction.OpenDataset(id());
            case SEARCH_FOR -> new KeptAction.SearchFor(words == null ? "" : words);
            case ASK_OTHERWISE -> new KeptAction.AskOtherwise();
            case ADD_DOCUMENTS -> new KeptAction.AddDocuments();
            case PROPOSED -> new KeptAction.Proposed(number(statement));
        };
    }

    private DocumentId id() {
        return new DocumentId(document == null ? 0 : document);
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
