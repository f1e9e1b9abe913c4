package researchpaas.document.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.DocumentId;

@Component
class JdbcAccess implements Access {
    private final JdbcClient sql;
    private final JdbcTemplate template;

    JdbcAccess(JdbcClient sql, JdbcTemplate template) {
        this.sql = sql;
        this.template = template;
    }

    @Override
    @Transactional
    public long idOf(Set<Principal> principals) {
        String canonical = canonical(principals);
        return find(canonical).orElseGet(() -> add(canonical, principals));
    }

    private Optional<Long> find(String canonical) {
        return sql.sql("select id from access_sets where principals = :principals")
                .param("principals", canonical)
                .query(Long.class)
                .optional();
    }

    /// Another instance may add the same set at the same moment: the loser takes the winner's.
    private long add(String canonical, Set<Principal> principals) {
        Optional<Long> added =
                sql.sql(
                                """
                                insert into access_sets (principals) values (:principals)
                                on conflict (principals) do nothing returning id
                                """)
                        .param("principals", canonical)
                        .query(Long.class)
                        .optional();
        added.ifPresent(set -> grant(set, principals));
        return added.or(() -> find(canonical)).orElseThrow();
    }

    private void grant(long set, Set<Principal> principals) {
        template.batchUpdate(
                "insert into access_grants (principal, access_set) values (?, ?)",
                principals,
                principals.size() + 1,
                (statement, principal) -> {
                    statement.setString(1, principal.value());
                    statement.setLong(2, set);
                });
    }

    private static String canonical(Set<Principal> principals) {
        return principals.stream().map(Principal::value).sorted().collect(Collectors.joining(" "));
    }

    /// The principals of a stored set.
    static Set<String> principals(String canonical) {
        return canonical.isEmpty() ? Set.of() : Set.of(canonical.split(" "));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Principal, Long> grants(DocumentId document, Reader reader) {
        Map<Principal, Long> grants = new HashMap<>();
        if (reader.principals().isEmpty()) {
            return grants;
        }
        sql.sql(
                        """
                        select g.principal, count(*) as files
                        from published_files pf
                        join files f on f.id = pf.file_id
                        join access_grants g on g.access_set = f.access_set
                        where pf.document_id = :document and pf.hidden_at is null
                          and g.principal in (:principals)
                        group by g.principal
                        """)
                .param("document", document.value())
                .param("principals", Gate.of(reader).principals())
                .query((row, n) ->
                        grants.put(new Principal(row.getString("principal")), row.getLong("files")))
                .list();
        return grants;
    }

    @Override
    @Transactional(readOnly = true)
    public Visible visibleTo(Reader reader) {
        if (reader.seesEverything()) {
            return new Visible.Everything();
        }
        if (reader.principals().isEmpty()) {
            return new Visible.Only(Set.of());
        }
        return new Visible.Only(
                sql.sql(
                                "select distinct access_set from access_grants where principal in (:principals)")
                        .param("principals", Gate.of(reader).principals())
                        .query(Long.class)
                        .set());
    }
}
