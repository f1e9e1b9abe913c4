package researchpaas.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.account.Principal;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.source.DriveConnection;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.DriveConnection.Root;
import researchpaas.source.DriveConnections;

@Component
@Transactional
class JdbcDriveConnections implements DriveConnections {
    private static final String CONSENT = "CONSENT";
    private static final String SERVICE_ACCOUNT = "SERVICE_ACCOUNT";
    private static final String MIRRORED = "MIRRORED";
    private static final String FIXED = "FIXED";

    private final JdbcClient sql;
    private final Clock clock;

    JdbcDriveConnections(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<DriveConnection> all() {
        Map<Long, List<Root>> roots = roots();
        return sql.sql("select * from drive_connections order by id")
                .query((row, _) -> connection(row, roots))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DriveConnection> find(long id) {
        Map<Long, List<Root>> roots = roots();
        return sql.sql("select * from drive_connections where id = :id")
                .param("id", id)
                .query((row, _) -> connection(row, roots))
                .optional();
    }

    /// There are few.
    private Map<Long, List<Root>> roots() {
        record Row(long connection, Root root) {}
        return sql
                .sql(
                        """
                        select connection_id, folder_id, name from drive_roots
                        order by connection_id, ordinal
                        """)
                .query((row, _) ->
                        new Row(
                                row.getLong("connection_id"),
                                new Root(row.getString("folder_id"), row.getString("name"))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Row::connection,
                                HashMap::new,
                                Collectors.mapping(Row::root, Collectors.toList())));
    }

    @Override
    public DriveConnection add(
            String label,
            Login login,
            @Nullable AccountId owner,
            List<Root> roots,
            @Nullable Visibility visibility) {
        Login.Consent consent = login instanceof Login.Consent given ? given : null;
        long id =
                sql.sql(
                                """
                                insert into drive_connections
                                    (source, label, login, drive_account, consented_at, owner_id, visibility,
                                     principals, link_shares, leaving, created_at, updated_at)
                                values
                                    (:source, :label, :login, :driveAccount, :consentedAt, :owner, :visibility,
                                     :principals, :linkShares, false, :now, :now)
                                returning id
                                """)
                        .param("source", "drive:" + UUID.randomUUID())
                        .param("label", label)
                        .param("login", consent == null ? SERVICE_ACCOUNT : CONSENT)
                        .param(
                                "driveAccount",
                                consent == null ? null : consent.address(),
                                Types.VARCHAR)
                        .param(
                                "consentedAt",
                                consent == null ? null : consent.since().toEpochMilli(),
                                Types.BIGINT)
                        .param("owner", owner == null ? null : owner.value(), Types.BIGINT)
                        .param("visibility", kind(visibility), Types.VARCHAR)
                        .param("principals", principals(visibility))
                        .param("linkShares", linkShares(visibility))
                        .param("now", clock.millis())
                        .query(Long.class)
                        .single();
        addRoots(id, roots);
        return find(id).orElseThrow();
    }

    @Override
    public void change(long id, String label, List<Root> roots, Visibility visibility) {
        int changed =
                sql.sql(
                                """
                                update drive_connections
                                set label = :label, visibility = :visibility, principals = :principals,
                                    link_shares = :linkShares, updated_at = :now
                                where id = :id and not leaving
                                """)
                        .param("label", label)
                        .param("visibility", kind(visibility), Types.VARCHAR)
                        .param("principals", principals(visibility))
                        .param("linkShares", linkShares(visibility))
                        .param("now", clock.millis())
                        .param("id", id)
                        .update();
        if (changed == 1) {
            removeRoots(id);
            addRoots(id, roots);
        }
    }

    private void addRoots(long id, List<Root> roots) {
        for (int i = 0; i < roots.size(); i++) {
            sql.sql(
                            """
                            insert into drive_roots (connection_id, ordinal, folder_id, name)
                            values (:id, :ordinal, :folder, :name)
                            """)
                    .param("id", id)
                    .param("ordinal", i)
                    .param("folder", roots.get(i).id())
                    .param("name", roots.get(i).name())
                    .update();
        }
    }

    private void removeRoots(long id) {
        sql.sql("delete from drive_roots where connection_id = :id").param("id", id).update();
    }

    @Override
    public void agreedAgain(long id, String address, Instant since) {
        sql.sql(
                        """
                        update drive_connections
                        set drive_account = :address, consented_at = :since, updated_at = :now
                        where id = :id and login = 'CONSENT'
                        """)
                .param("address", address)
                .param("since", since.toEpochMilli())
                .param("now", clock.millis())
                .param("id", id)
                .update();
    }

    @Override
    public void leave(long id) {
        sql.sql("update drive_connections set leaving = true, updated_at = :now where id = :id")
                .param("now", clock.millis())
                .param("id", id)
                .update();
    }

    @Override
    public void remove(long id) {
        sql.sql("delete from drive_consents where connection_id = :id").param("id", id).update();
        removeRoots(id);
        sql.sql("delete from drive_connections where id = :id").param("id", id).update();
    }

    private static DriveConnection connection(ResultSet row, Map<Long, List<Root>> roots)
            throws SQLException {
        long id = row.getLong("id");
        long owner = row.getLong("owner_id");
        boolean owned = !row.wasNull();
        Login login =
                CONSENT.equals(row.getString("login"))
                        ? new Login.Consent(
                                row.getString("drive_account"),
                                Instant.ofEpochMilli(row.getLong("consented_at")))
                        : new Login.ServiceAccount();
        return new DriveConnection(
                id,
                row.getString("source"),
                row.getString("label"),
                login,
                owned ? new AccountId(owner) : null,
                roots.getOrDefault(id, List.of()),
                visibility(row),
                row.getBoolean("leaving"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static @Nullable Visibility visibility(ResultSet row) throws SQLException {
        String kind = row.getString("visibility");
        if (kind == null) {
            return null;
        }
        Set<Principal> principals =
                row.getString("principals")
                        .lines()
                        .map(Principal::new)
                        .collect(Collectors.toUnmodifiableSet());
        return FIXED.equals(kind)
                ? new Visibility.Fixed(principals)
                : new Visibility.Mirrored(principals, row.getBoolean("link_shares"));
    }

    private static @Nullable String kind(@Nullable Visibility visibility) {
        return switch (visibility) {
            case null -> null;
            case Visibility.Fixed _ -> FIXED;
            case Visibility.Mirrored _ -> MIRRORED;
        };
    }

    private static String principals(@Nullable Visibility visibility) {
        Set<Principal> principals =
                switch (visibility) {
                    case null -> Set.of();
                    case Visibility.Fixed fixed -> fixed.principals();
                    case Visibility.Mirrored mirrored -> mirrored.otherwise();
                };
        return principals.stream().map(Principal::value).sorted().collect(Collectors.joining("\n"));
    }

    private static boolean linkShares(@Nullable Visibility visibility) {
        return visibility instanceof Visibility.Mirrored mirrored && mirrored.linkShares();
    }
}
