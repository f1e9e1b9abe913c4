package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Changes;
import researchpaas.document.Documents;
import researchpaas.document.DocumentsContract;
import researchpaas.document.Publication;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SourceFile;

/// The adapters as the program wires them.
class DatabaseConfigurationTest {
    @TempDir Path home;

    @Test
    void wiresThePortsOnAMigratedDatabase() {
        program()
                .run(context -> {
                    Ledger ledger = context.getBean(Ledger.class);
                    long anyone = context.getBean(Access.class).idOf(Set.of(Principal.ANYONE));
                    Ledger.Entry entry =
                            ledger.discover(
                                    ledger.source("folder:x"),
                                    new SourceFile("a.pdf", 1, Instant.EPOCH),
                                    anyone);
                    context.getBean(Publication.class)
                            .publish(DocumentsContract.content(entry.id(), "a", "Text."));

                    assertThat(context.getBean(Changes.class).last()).isEqualTo(1);
                    assertThat(context.getBean(Documents.class).count(Reader.local()).documents())
                            .isEqualTo(1);
                });
        assertThat(home.resolve("library.db")).exists();
    }

    @Test
    void leavesNothingOfAPublicationThatFailsInTheMiddle() {
        program()
                .run(context -> {
                    Ledger ledger = context.getBean(Ledger.class);
                    long anyone = context.getBean(Access.class).idOf(Set.of(Principal.ANYONE));
                    Ledger.Entry entry =
                            ledger.discover(
                                    ledger.source("folder:x"),
                                    new SourceFile("a.pdf", 1, Instant.EPOCH),
                                    anyone);
                    JdbcClient sql = context.getBean(JdbcClient.class);
                    sql.sql(
                                    """
                                    create trigger fault before insert on passages
                                    begin select raise(abort, 'fault'); end
                                    """)
                            .update();

                    assertThatThrownBy(() ->
                                    context.getBean(Publication.class)
                                            .publish(
                                                    DocumentsContract.content(
                                                            entry.id(), "a", "Text.")))
                            .isInstanceOf(RuntimeException.class);
                    assertThat(ledger.find(entry.id()).orElseThrow().state())
                            .isEqualTo(Ledger.State.DISCOVERED);
                    assertThat(context.getBean(Changes.class).last()).isZero();
                    assertThat(
                                    sql.sql("select count(*) from documents")
                                            .query(Integer.class)
                                            .single())
                            .isZero();
                });
    }

    @Test
    void translatesSqlitesErrorsInTheProgramToo() {
        program()
                .run(context ->
                        assertThatThrownBy(() ->
                                        context.getBean(JdbcClient.class)
                                                .sql(
                                                        "insert into change_sequence (id, last) values (1, 0)")
                                                .update())
                                .isInstanceOf(DuplicateKeyException.class));
    }

    @Test
    void opensTheFileThatTheSettingNames() {
        Path elsewhere = home.resolve("data/my.db");
        program()
                .withPropertyValues("research-paas.database.path=" + elsewhere)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(elsewhere).exists();
        assertThat(home.resolve("library.db")).doesNotExist();
    }

    @Test
    void takesABlankPathForNone() {
        program()
                .withPropertyValues("research-paas.database.path=")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(home.resolve("library.db")).exists();
    }

    @Test
    void refusesToStartWithoutReaders() {
        program()
                .withPropertyValues("research-paas.database.readers=0")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("readers"));
    }

    @Test
    void letsTheSchedulerRunATaskOnItsTable() {
        program()
                .run(context -> {
                    CountDownLatch done = new CountDownLatch(1);
                    OneTimeTask<Void> task =
                            Tasks.oneTime("test")
                                    .execute((instance, execution) -> done.countDown());
                    Scheduler scheduler =
                            Scheduler.create(context.getBean(DataSource.class), task)
                                    .pollingInterval(Duration.ofMillis(50))
                                    .heartbeatInterval(Duration.ofSeconds(1))
                                    .schedulerName(new SchedulerName.Fixed("test"))
                                    .build();
                    scheduler.start();
                    try {
                        scheduler.schedule(task.instance("1"), Instant.now());
                        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                    } finally {
                        scheduler.stop();
                    }
                    assertThat(
                                    context.getBean(JdbcClient.class)
                                            .sql("select count(*) from scheduled_tasks")
                                            .query(Integer.class)
                                            .single())
                            .isZero();
                });
    }

    private ApplicationContextRunner program() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                DataSourceAutoConfiguration.class,
                                DataSourceTransactionManagerAutoConfiguration.class,
                                TransactionAutoConfiguration.class,
                                JdbcTemplateAutoConfiguration.class,
                                JdbcClientAutoConfiguration.class,
                                FlywayAutoConfiguration.class))
                .withUserConfiguration(Adapters.class)
                .withPropertyValues("research-paas.home=" + home);
    }

    @Configuration
    @ComponentScan({"researchpaas.document.jdbc", "researchpaas.ingest.jdbc"})
    static class Adapters {}
}
