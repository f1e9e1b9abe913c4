package researchpaas.doors;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.document.Language;
import researchpaas.document.Publication;
import researchpaas.ingest.Background;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.IngestLimits;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SourceFile;
import researchpaas.ingest.TextExtractor;
import researchpaas.search.EmbeddingModel;

/// The doors and the use cases as they are, over a library in memory. No stereotype: the program's
/// own component scan must not find it.
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ComponentScan(
        basePackages = "researchpaas",
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = Doors.ALL_BUT_DOORS_AND_CORES))
public class Doors {
    static final String ALL_BUT_DOORS_AND_CORES =
            "^(?!researchpaas\\.(web|api|operate|search|ingest|describe|account|account\\.security)\\.[A-Z][\\w$]*$).*";

    @Bean
    InMemoryLibrary library() {
        return new InMemoryLibrary();
    }

    @Bean
    InMemoryIndex index(InMemoryLibrary library, @Value("${doors.broken:false}") boolean broken) {
        InMemoryIndex index = new InMemoryIndex(library);
        index.breakDown(broken);
        return index;
    }

    @Bean
    InMemoryJobs jobs() {
        return new InMemoryJobs();
    }

    /// Knows English only, like the built-in one.
    @Bean
    EmbeddingModel model() {
        return new EmbeddingModel() {
            @Override
            public Card card() {
                return new Card("fake", 1, 256, Set.of(Language.ENGLISH));
            }

            @Override
            public int tokens(String text) {
                return text.length();
            }

            @Override
            public float[] passage(String text) {
                return new float[] {1};
            }

            @Override
            public float[] query(String text) {
                return new float[] {1};
            }
        };
    }

    @Bean
    DocumentSource source() {
        return new DocumentSource() {
            @Override
            public String name() {
                return "folder:library";
            }

            @Override
            public Set<Principal> visibleTo() {
                return Set.of(Principal.ANYONE);
            }

            @Override
            public List<Listed> list() {
                return List.of();
            }

            @Override
            public LocalCopy fetch(SourceFile file) {
                return new LocalCopy() {
                    @Override
                    public Path path() {
                        return Path.of(file.path());
                    }

                    @Override
                    public void close() {
                        // nothing to give back
                    }
                };
            }

            @Override
            public void onChange(Runnable listener) {
                // nothing changes
            }
        };
    }

    /// Jobs wait: the tests run them by hand.
    @Bean
    Background background() {
        return _ -> {};
    }

    @Bean
    IngestLimits limits() {
        return new IngestLimits(1_000_000, 1);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(InMemoryLibrary.ADDED, ZoneOffset.UTC);
    }

    @Bean
    Ledger ledger() {
        return unreached(Ledger.class);
    }

    @Bean
    Publication publication() {
        return unreached(Publication.class);
    }

    @Bean
    Access access() {
        return unreached(Access.class);
    }

    @Bean
    TextExtractor extractor() {
        return unreached(TextExtractor.class);
    }

    /// Stands in for a port that no door's test reaches.
    static <T> T unreached(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.toString());
                        }));
    }
}
