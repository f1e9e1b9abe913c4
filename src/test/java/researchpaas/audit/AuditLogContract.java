package researchpaas.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import researchpaas.Asvs;

/// What [AuditLog] promises. Each test starts with nothing recorded.
public interface AuditLogContract {
    Actor HEAD = new Actor(7L, Means.SESSION);
    Actor PROGRAM = new Actor(8L, Means.KEY);

    AuditLog log();

    Instant now();

    void pass(Duration time);

    void inOneTransaction(Runnable work);

    private static AuditEvent suspension(long account) {
        return AuditEvent.done(AuditAction.SUSPENDED, HEAD, Subject.account(account));
    }

    private List<AuditEntry> find(AuditFilter filter) {
        return log().find(filter, null, 100);
    }

    @Test
    @Asvs("16.2.1")
    default void tellsWhoDidWhatWhenToWhomAndInWhichRequest() {
        MDC.put(AuditEvent.REQUEST, "r-1");
        try {
            log().record(suspension(9).with("ended", 2).with("why", "left \"us\" 😀\n"));
        } finally {
            MDC.remove(AuditEvent.REQUEST);
        }

        assertThat(find(AuditFilter.everything()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.at()).isEqualTo(now());
                    assertThat(entry.event())
                            .isEqualTo(
                                    new AuditEvent(
                                            AuditAction.SUSPENDED,
                                            Outcome.OK,
                                            HEAD,
                                            Subject.account(9),
                                            "r-1",
                                            Map.of("ended", "2", "why", "left \"us\" 😀\n")));
                });
    }

    @Test
    default void recordsWhatNobodyKnownDidOutsideOfARequest() {
        AuditEvent refused =
                AuditEvent.refused(
                        AuditAction.SIGN_IN_REFUSED,
                        Actor.nobody(),
                        Subject.the(Subject.Kind.ACCOUNT));
        log().record(refused);

        assertThat(find(AuditFilter.everything()))
                .extracting(AuditEntry::event)
                .containsExactly(refused);
        assertThat(refused.request()).isNull();
        assertThat(refused.actor().account()).isNull();
    }

    /// Whatever a browser sends: the log takes it, shortened.
    @Test
    default void takesTextsOfAnyLength() {
        String long1 = "長".repeat(3000);
        log().record(
                        AuditEvent.done(
                                        AuditAction.DELETED,
                                        PROGRAM,
                                        Subject.of(Subject.Kind.DOCUMENT, long1))
                                .with("name", long1));

        AuditEvent event = find(AuditFilter.everything()).getFirst().event();
        assertThat(event.subject().id()).isEqualTo("長".repeat(200));
        assertThat(event.details()).containsEntry("name", "長".repeat(500));
    }

    @Test
    default void findsTheLatestFirstPageByPage() {
        for (int account = 1; account <= 7; account++) {
            log().record(suspension(account));
        }

        List<AuditEntry> first = log().find(AuditFilter.everything(), null, 3);
        List<AuditEntry> second = log().find(AuditFilter.everything(), first.getLast().id(), 3);
        List<AuditEntry> third = log().find(AuditFilter.everything(), second.getLast().id(), 3);

        assertThat(subjects(first)).containsExactly("7", "6", "5");
        assertThat(subjects(second)).containsExactly("4", "3", "2");
        assertThat(subjects(third)).containsExactly("1");
    }

    private static List<String> subjects(List<AuditEntry> entries) {
        return entries.stream().map(entry -> entry.event().subject().id()).toList();
    }

    @Test
    default void filtersByEveryPart() {
        Instant start = now();
        log().record(suspension(1));
        pass(Duration.ofHours(1));
        log().record(AuditEvent.refused(AuditAction.ROLE_CHANGED, PROGRAM, Subject.account(7)));
        pass(Duration.ofHours(1));
        log().record(
                        AuditEvent.done(
                                AuditAction.KEY_USED, PROGRAM, Subject.of(Subject.Kind.KEY, 7)));

        assertThat(actions(new AuditFilter(AuditAction.KEY_USED, null, null, null, null)))
                .containsExactly(AuditAction.KEY_USED);
        assertThat(actions(new AuditFilter(null, Outcome.REFUSED, null, null, null)))
                .containsExactly(AuditAction.ROLE_CHANGED);
        // what a person did, and what was done to that person; a key of that number is no person
        assertThat(actions(new AuditFilter(null, null, 7L, null, null)))
                .containsExactly(AuditAction.ROLE_CHANGED, AuditAction.SUSPENDED);
        assertThat(actions(new AuditFilter(null, null, null, start, start.plusSeconds(3600))))
                .containsExactly(AuditAction.SUSPENDED);
        assertThat(actions(new AuditFilter(null, null, null, start.plusSeconds(3600), null)))
                .containsExactly(AuditAction.KEY_USED, AuditAction.ROLE_CHANGED);
        assertThat(actions(new AuditFilter(AuditAction.KEY_USED, Outcome.REFUSED, 8L, null, null)))
                .isEmpty();
    }

    private List<AuditAction> actions(AuditFilter filter) {
        return find(filter).stream().map(entry -> entry.event().action()).toList();
    }

    /// Among them the record of the export itself, whose consumer writes while it reads.
    @Test
    default void exportsWhatThereWasTheEarliestFirst() {
        for (int account = 1; account <= 1001; account++) {
            log().record(suspension(account));
        }
        log().record(AuditEvent.done(AuditAction.RESUMED, HEAD, Subject.account(1)));
        List<String> exported = new ArrayList<>();

        log().export(
                        new AuditFilter(AuditAction.SUSPENDED, null, null, null, null),
                        entry -> {
                            if (exported.isEmpty()) {
                                log().record(suspension(2000));
                            }
                            exported.add(entry.event().subject().id());
                        });

        assertThat(exported).hasSize(1001).startsWith("1", "2").endsWith("1000", "1001");
    }

    @Test
    @Asvs("2.3.3")
    default void recordsNothingOfWhatDidNotHappen() {
        assertThatThrownBy(() ->
                        inOneTransaction(() -> {
                            log().record(suspension(1));
                            throw new IllegalStateException("it did not");
                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(find(AuditFilter.everything())).isEmpty();
    }

    @Test
    default void forgetsWhatIsOldAndRecordsThat() {
        log().record(suspension(1));
        log().record(suspension(2));
        pass(Duration.ofDays(2));
        log().record(suspension(3));

        assertThat(log().purge(now().minus(Duration.ofDays(1)))).isEqualTo(2);

        List<AuditEntry> left = find(AuditFilter.everything());
        assertThat(left)
                .extracting(entry -> entry.event().action())
                .containsExactly(AuditAction.AUDIT_PURGED, AuditAction.SUSPENDED);
        assertThat(left.getFirst().event().details()).containsEntry("entries", "2");
        assertThat(log().purge(now().minus(Duration.ofDays(1)))).isZero();
        assertThat(find(AuditFilter.everything())).hasSize(2);
    }
}
