package researchpaas.secret.jdbc;

import researchpaas.document.jdbc.TestLibrary;
import researchpaas.secret.Secrets;
import researchpaas.secret.SecretsContract;

interface StoredSecrets extends SecretsContract {
    TestLibrary library();

    @Override
    default Secrets secrets(String keys) {
        return library()
                .transactional(
                        Secrets.class,
                        new JdbcSecrets(
                                library().sql(), library().clock(), new SecretSettings(keys)));
    }

    @Override
    default String content(String name) {
        return library()
                .sql()
                .sql("select content from secrets where name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    @Override
    default void setContent(String name, String content) {
        library()
                .sql()
                .sql("update secrets set content = :content where name = :name")
                .param("content", content)
                .param("name", name)
                .update();
    }
}
