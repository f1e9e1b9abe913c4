package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the library's database; Spring Boot makes the transaction manager and the JDBC client upon
/// it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    @Bean
    SqliteLibrary library(
            @Value("${research-paas.home:./var}") Path home, DatabaseSettings settings) {
        return SqliteLibrary.open(home, settings);
    }

    @Bean
    DataSource dataSource(SqliteLibrary library) {
        return library.dataSource();
    }

    @Bean
    SqliteExceptionTranslator exceptionTranslator() {
        return new SqliteExceptionTranslator();
    }

    @Bean
    SqliteTransactionManager transactionManager(
            DataSource dataSource, SqliteExceptionTranslator translator) {
        return new SqliteTransactionManager(dataSource, translator);
    }

    @Bean
    FlywayConfigurationCustomizer migrations() {
        return Migrations::configure;
    }

    @Bean
    FlywayMigrationStrategy migrate(
            @Value("${research-paas.home:./var}") Path home, DatabaseSettings settings) {
        return flyway -> Migrations.run(flyway, settings.file(home));
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
