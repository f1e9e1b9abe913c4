package researchpaas.answer.jdbc;

import java.nio.file.Path;
import researchpaas.answer.ModelUse;
import researchpaas.answer.ModelUseContract;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class PostgresModelUseTest extends OnLibrary implements ModelUseContract {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }

    @Override
    public ModelUse use() {
        return library().transactional(ModelUse.class, new JdbcModelUse(library().sql()));
    }
}
