package researchpaas.answer.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class PostgresConversationsTest extends OnLibrary implements StoredConversations {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
