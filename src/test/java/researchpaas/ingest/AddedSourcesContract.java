package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import researchpaas.ingest.AddedSources.Choice;

/// What [AddedSources] promises. Each test starts without any source.
public interface AddedSourcesContract {
    AddedSources added();

    Ledger ledger();

    Jobs jobs();

    /// A file that is in the library.
    void file(SourceId source, String path);

    @Test
    default void remembersTheLastDecision() {
        assertThat(added().choice("samples")).isEqualTo(Choice.OPEN);
        added().drop("samples");
        assertThat(added().choice("samples")).isEqualTo(Choice.DROPPED);
        added().add("samples");
        added().add("samples");
        assertThat(added().choice("samples")).isEqualTo(Choice.ADDED);
        added().drop("samples");
        assertThat(added().choice("samples")).isEqualTo(Choice.DROPPED);
        assertThat(added().choice("other")).isEqualTo(Choice.OPEN);
    }

    @Test
    default void aSourceThatIsScannedKeepsItsDecision() {
        added().drop("samples");
        ledger().source("samples");

        assertThat(added().choice("samples")).isEqualTo(Choice.DROPPED);
    }

    @Test
    default void handsFilesAndJobsOnWhenASourceIsRenamed() {
        SourceId id = ledger().source("old");
        file(id, "a.pdf");
        Jobs.Job job = jobs().enqueue("old");

        added().rename("old", "new");

        assertThat(ledger().source("new")).isEqualTo(id);
        assertThat(added().choice("new")).isEqualTo(Choice.ADDED);
        assertThat(added().choice("old")).isEqualTo(Choice.OPEN);
        assertThat(jobs().find(job.id()).orElseThrow().source()).isEqualTo("new");
    }

    @Test
    default void renamesNothingOntoAnotherSource() {
        SourceId old = ledger().source("old");
        SourceId other = ledger().source("new");
        Jobs.Job job = jobs().enqueue("old");

        added().rename("old", "new");
        added().rename("unknown", "elsewhere");

        assertThat(ledger().source("old")).isEqualTo(old);
        assertThat(ledger().source("new")).isEqualTo(other);
        assertThat(jobs().find(job.id()).orElseThrow().source()).isEqualTo("old");
        assertThat(added().choice("elsewhere")).isEqualTo(Choice.OPEN);
    }

    @Test
    default void tellsWhetherAnythingIsThere() {
        assertThat(added().holdNothing()).isTrue();
        SourceId source = ledger().source("a");
        file(source, "a.pdf");
        assertThat(added().holdNothing()).isFalse();
        ledger().gone(ledger().present(source).getFirst().id());
        assertThat(added().holdNothing()).isTrue();
    }
}
