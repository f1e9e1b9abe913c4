package researchpaas.credential.jdbc;

import researchpaas.credential.KeysContract;
import researchpaas.document.jdbc.TestLibrary;

interface StoredKeys extends KeysContract {
    @Override
    TestLibrary library();
}
