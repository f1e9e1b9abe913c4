package researchpaas.secret.jdbc;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.secret.Secrets;

@Component
@EnableConfigurationProperties(SecretSettings.class)
@Transactional
class JdbcSecrets implements Secrets {
    private final JdbcClient sql;
    private final Clock clock;
    private final SecretsKeys keys;

    JdbcSecrets(JdbcClient sql, Clock clock, SecretSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.keys = SecretsKeys.parse(settings.key());
    }

    @Override
    public boolean put(String name, String value) {
        if (keys.isEmpty()) {
            return false;
        }
        sql.sql(
                        """
                        insert into secrets (name, content, updated_at) values (:name, :content, :now)
                        on conflict (name) do update set content = excluded.content, updated_at = excluded.updated_at
                        """)
                .param("name", name)
                .param("content", keys.seal(name, value))
                .param("now", clock.millis())
                .update();
        return true;
    }

    @Override
    @Transactional(readOnly = true)
    public Found get(String name) {
        return sql.sql("select content from secrets where name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(content -> keys.open(name, content))
                .orElseGet(Found.Absent::new);
    }

    @Override
    public boolean forget(String name) {
        return sql.sql("delete from secrets where name = :name").param("name", name).update() == 1;
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> names() {
        return sql.sql("select name from secrets").query(String.class).list().stream()
                .sorted()
                .toList();
    }

    /// In one transaction: a secret that is stored meanwhile comes before or after all of it.
    @Override
    public Rotation rotate() {
        if (keys.isEmpty()) {
            return new Rotation(0, List.of(), false);
        }
        int rotated = 0;
        List<String> unreadable = new ArrayList<>();
        for (String name : names()) {
            switch (get(name)) {
                case Found.Secret(String value) -> rotated += renew(name, value);
                case Found.KeyMissing _, Found.Damaged _ -> unreadable.add(name);
                case Found.Absent _ -> {}
            }
        }
        return new Rotation(rotated, unreadable, true);
    }

    /// Only what is still what was read.
    private int renew(String name, String value) {
        String before =
                sql.sql("select content from secrets where name = :name")
                        .param("name", name)
                        .query(String.class)
                        .single();
        if (keys.isCurrent(before)) {
            return 0;
        }
        return sql.sql(
                        """
                        update secrets set content = :content, updated_at = :now
                        where name = :name and content = :before
                        """)
                .param("content", keys.seal(name, value))
                .param("now", clock.millis())
                .param("name", name)
                .param("before", before)
                .update();
    }
}
