package researchpaas.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/// The database's part of the program, for commands that need no server and no settings of one.
/// Each bean is made when it is asked for.
final class DatabasePart {
    private DatabasePart() {}

    /// @param useCase what the command does
    /// @param packages the adapters that it needs
    static ConfigurableApplicationContext open(Class<?> useCase, String... packages) {
        SpringApplication application = new SpringApplication(Statements.class, useCase);
        Set<String> sources = new HashSet<>(List.of(packages));
        sources.add("researchpaas.document");
        application.setSources(sources);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        return application.run();
    }

    /// What Boot makes of a data source, for the adapters.
    @ImportAutoConfiguration({
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    private static final class Statements {}
}
