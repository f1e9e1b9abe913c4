package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Account;
import researchpaas.account.People;
import researchpaas.account.Role;
import researchpaas.answer.KeptConversations;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.ModelUse;
import researchpaas.answer.ModelUseInMemory;
import researchpaas.audit.AuditAction;
import researchpaas.credential.RefreshTokens;
import researchpaas.credential.jdbc.TestCredentials;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.operate.ForgetOldRecords.Forgotten;

class ForgetOldRecordsTest {
    private static final Duration RETENTION = Duration.ofDays(400);

    @Test
    void forgetsWhatIsOlderThanItsTimeAndRecordsThat(@TempDir Path home) {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            People people = new People(library);
            RefreshTokens tokens = TestCredentials.tokens(library);
            Account account = people.with(Role.STUDENT, "a@university.ac.jp");
            tokens.start(account.id(), "curl", library.now().plus(Duration.ofDays(401)));
            ModelUseInMemory use = new ModelUseInMemory();
            ForgetOldRecords forgetting =
                    new ForgetOldRecords(
                            people.audit(),
                            tokens,
                            KeptConversations.managed(library, RETENTION),
                            use,
                            library.clock());
            KeptConversations.begin(library, account);
            LocalDate today = LocalDate.ofInstant(library.now(), ZoneOffset.UTC);
            use.add(
                    new ModelUse.Entry(
                            today, account.id(), "test", "m", Usage.NONE, false, false, 0L));

            library.pass(RETENTION);
            assertThat(forgetting.forget(RETENTION)).isEqualTo(new Forgotten(0, 0, 0));
            assertThat(use.entries()).hasSize(1);

            library.pass(Duration.ofDays(1));
            people.admitted("s-2", "b@university.ac.jp");
            assertThat(forgetting.forget(RETENTION)).isEqualTo(new Forgotten(1, 1, 1));
            assertThat(use.entries()).isEmpty();
            assertThat(people.recorded(AuditAction.SIGNED_IN)).hasSize(1);
            assertThat(people.recorded(AuditAction.AUDIT_PURGED)).hasSize(1);
        }
    }
}
