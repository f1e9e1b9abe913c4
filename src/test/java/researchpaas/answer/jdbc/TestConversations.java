package researchpaas.answer.jdbc;

import researchpaas.answer.Conversations;
import researchpaas.document.jdbc.TestLibrary;

/// The conversations of a library that a test opened.
public final class TestConversations {
    private TestConversations() {}

    public static Conversations in(TestLibrary library) {
        return library.transactional(
                Conversations.class,
                new JdbcConversations(
                        library.sql(), new StoredExchanges(library.sql()), library.clock()));
    }
}
