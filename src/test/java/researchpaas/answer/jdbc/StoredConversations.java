package researchpaas.answer.jdbc;

import researchpaas.answer.ConversationsContract;
import researchpaas.document.jdbc.TestLibrary;

interface StoredConversations extends ConversationsContract {
    @Override
    TestLibrary library();
}
