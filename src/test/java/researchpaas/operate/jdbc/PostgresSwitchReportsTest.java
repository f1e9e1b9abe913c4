package researchpaas.operate.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.operate.SwitchReports;
import researchpaas.operate.SwitchReportsContract;

class PostgresSwitchReportsTest extends OnLibrary implements SwitchReportsContract {
    @BeforeEach
    void begin() {
        reports().forget();
    }

    @Override
    public SwitchReports reports() {
        return library().transactional(SwitchReports.class, new JdbcSwitchReports(library().sql()));
    }

    @Override
    public SwitchReports ofAnotherInstance() {
        return reports();
    }

    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }

    @Test
    void whatCannotBeReadIsNoReport() {
        library()
                .sql()
                .sql("insert into index_switch (id, report) values (1, '{\"from\": 3}')")
                .update();
        assertThat(reports().newest()).isEmpty();
    }
}
