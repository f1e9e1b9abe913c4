package researchpaas.secret.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.document.DatabaseSetup.Outcome;
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

    /// A library that was restored beside another key, or beside none.
    @Test
    default void doctorTellsHowManyTheKeyDoesNotOpen() {
        String then = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        String now = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
        secrets(then).put("one", "a");
        secrets(now).put("two", "b");
        var database =
                new StaticListableBeanFactory(
                        Map.of("unlocked", library().transactions().getDataSource()));

        for (String key : List.of(now, "")) {
            assertThat(CheckSecretsKeyTest.look(key, "client", Outcome.FINE, database))
                    .isEqualTo(
                            Diagnosis.wrong(
                                    Topic.SECRETS, "secrets.otherKey", key.isEmpty() ? 2L : 1L, 2));
        }
        assertThat(CheckSecretsKeyTest.look(now + "," + then, "", Outcome.FINE, database).key())
                .isEqualTo("secrets");
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
