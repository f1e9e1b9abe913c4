package researchpaas.credential.jdbc;

import researchpaas.credential.TokensContract;
import researchpaas.document.jdbc.TestLibrary;

interface StoredTokens extends TokensContract {
    @Override
    TestLibrary library();
}
