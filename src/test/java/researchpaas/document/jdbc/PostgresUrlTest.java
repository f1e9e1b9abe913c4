package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;

class PostgresUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://paas:p%40ss%2Fw%3Frd%25@db.example.ac.jp:6543/library?sslmode=verify-full",
                "postgresql://paas:p%40ss%2Fw%3Frd%25@db.example.ac.jp:6543/library?sslmode=verify-full",
                "  POSTGRES://paas:p@ss%2Fw%3Frd%25@db.example.ac.jp:6543/library?sslmode=verify-full\n",
                "jdbc:postgresql://db.example.ac.jp:6543/library?user=paas&password=p%40ss%2Fw%3Frd%25&sslmode=verify-full",
            })
    void readsTheFormsThatHostsGive(String text) {
        PostgresUrl url = PostgresUrl.parse(text);

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.ac.jp:6543/library");
        assertThat(url.properties())
                .containsEntry("user", "paas")
                .containsEntry("password", "p@ss/w?rd%")
                .containsEntry("sslmode", "verify-full");
    }

    @Test
    void leavesAPlusInAPasswordAsItIs() {
        assertThat(PostgresUrl.parse("postgres://u:a+b%2Bc@h/d").password()).isEqualTo("a+b+c");
    }

    @Test
    void takesAPasswordWithColons() {
        assertThat(PostgresUrl.parse("postgres://u:a:b@h/d").password()).isEqualTo("a:b");
    }

    @Test
    void readsAnIpv6Address() {
        PostgresUrl url = PostgresUrl.parse("postgres://u:p@[2001:db8::1]:5433/研究室");

        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://[2001:db8::1]:5433/%E7%A0%94%E7%A9%B6%E5%AE%A4");
        assertThat(url.port()).isEqualTo(5433);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, prefer",
        "127.0.0.1, prefer",
        "[::1], prefer",
        "dpg-abc123-a, prefer",
        "db.example.ac.jp, require",
        "10.0.0.7, require",
        "[2001:db8::1], require",
    })
    @Asvs("12.3.1")
    void encryptsWhatCrossesANetwork(String host, String mode) {
        assertThat(PostgresUrl.parse("postgres://u:p@" + host + "/d").parameters())
                .containsEntry("sslmode", mode);
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true, sslmode, verify-full",
        "channel_binding=require, channelBinding, require",
        "connect_timeout=7, connectTimeout, 7",
        "application_name=lib, ApplicationName, lib",
        "pgbouncer=true, prepareThreshold, 0",
        "target_session_attrs=read-write, targetServerType, primary",
        "search_path=library, currentSchema, library",
        "options=endpoint%3Dep-1, options, endpoint=ep-1",
        "sslrootcert=/etc/ca.pem, sslrootcert, /etc/ca.pem",
        "sslrootcert=system, sslfactory, org.postgresql.ssl.DefaultJavaSSLFactory",
    })
    void passesKnownParametersOnUnderTheDriversName(String given, String name, String value) {
        assertThat(PostgresUrl.parse("postgres://u:p@h/d?" + given).properties())
                .containsEntry(name, value);
    }

    /// Some of the driver's parameters load a class or write a file.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslfactory=evil.Factory",
                "socketFactory=evil.Factory",
                "socketFactoryArg=http://evil.example/x.xml",
                "sslpasswordcallback=evil.Callback",
                "authenticationPluginClassName=evil.Plugin",
                "loggerFile=/tmp/x",
                "SSLMODEx=1",
                "stringtype=varchar"
            })
    void refusesEveryOtherParameterByName(String parameter) {
        assertThatThrownBy(() -> PostgresUrl.parse("postgres://u:secret@h/d?" + parameter))
                .isInstanceOfSatisfying(
                        CannotOpenLibrary.class,
                        refused ->
                                assertThat(refused.description(Locale.ENGLISH))
                                        .contains(parameter.substring(0, parameter.indexOf('=')))
                                        .contains("sslmode")
                                        .doesNotContain("evil"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://u:secret@h/d | not the address of a PostgreSQL server",
                "sqlite:///library.db | not the address of a PostgreSQL server",
                "postgres:u:secret@h/d | not the address of a PostgreSQL server",
                "postgres://u:sec/ret@h/d | %2F",
                "postgres://u:sec?ret@h/d | %2F",
                "postgres://u:secret%zz@h/d | %25",
                "postgres://h/d | names no user",
                "postgres://u:secret@h | names no database",
                "postgres://u:secret@h/ | names no database",
                "postgres://u:secret@/d | names no host",
                "postgres://u:secret@h h/d | names no host",
                "postgres://u:secret@a,b/d | several hosts",
                "postgres://u:secret@h:0/d | port",
                "postgres://u:secret@h:x/d | port",
                "postgres://u:secret@h:70000/d | port",
                "postgres://u:secret@h/d?sslmode=perhaps | sslmode",
            })
    void saysWhatIsWrongWithoutThePassword(String text, String part) {
        assertThatThrownBy(() -> PostgresUrl.parse(text))
                .isInstanceOfSatisfying(
                        CannotOpenLibrary.class,
                        refused -> {
                            assertThat(refused.description(Locale.ENGLISH)).contains(part);
                            assertThat(
                                            refused.getMessage()
                                                    + refused.description(Locale.ENGLISH)
                                                    + refused.description(Locale.JAPANESE)
                                                    + refused.advice(Locale.ENGLISH))
                                    .doesNotContain("secret");
                        });
    }

    @Test
    void neverPrintsThePassword() {
        String text = "postgres://paas:secret@db.example/d?sslpassword=hidden";

        assertThat(PostgresUrl.parse(text) + " " + TestLibrary.settings(text, null))
                .contains("db.example")
                .doesNotContain("secret")
                .doesNotContain("hidden");
    }
}
