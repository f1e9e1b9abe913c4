package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/// Opens the library's database; Spring Boot makes the transaction manager and the JDBC client upon
/// it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    OpenDatabase library(
            @Value("${research-paas.home:./var}") Path home, DatabaseSettings settings) {
        if (settings.isPostgres() && settings.namesAFile()) {
            log.atWarn()
                    .addKeyValue("DATABASE_PATH", settings.path())
                    .log("DATABASE_URL is set, so DATABASE_PATH is not used");
        }
        return OpenDatabase.open(home, settings);
    }

    @Bean
    JdbcDatabase database(OpenDatabase library) {
        return new JdbcDatabase(library);
    }

    @Bean
    DataSource dataSource(OpenDatabase library) {
        return library.dataSource();
    }

    /// For what is to work beside a server, which holds the lock.
    @Bean(defaultCandidate = false)
    DataSource unlocked(
            @Value("${research-paas.home:./var}") Path home, DatabaseSettings settings) {
        return OpenDatabase.unlocked(home, settings);
    }

    @Bean
    SQLExceptionTranslator exceptionTranslator(JdbcDatabase database) {
        return database.translator();
    }

    @Bean
    JdbcTransactionManager transactionManager(
            OpenDatabase library, SQLExceptionTranslator translator) {
        return library.transactions(translator);
    }

    @Bean
    FlywayConfigurationCustomizer migrations(OpenDatabase library) {
        return flyway -> Migrations.configure(flyway, library);
    }

    @Bean
    FlywayMigrationStrategy migrate(OpenDatabase library) {
        return flyway -> Migrations.run(flyway, library);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
