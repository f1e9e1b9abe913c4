package researchpaas.doors;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import researchpaas.account.CurrentReader;
import researchpaas.ingest.Background;
import researchpaas.ingest.IngestLimits;
import researchpaas.search.EmbeddingModels;
import researchpaas.search.FakeEmbeddingModel;
import researchpaas.search.SearchEngine;

/// The program but for three parts: a model that needs no file, jobs that the tests run by hand, a
/// clock that stands still or is moved by them. No stereotype: the program's own component scan
/// must not find it.
@EnableAutoConfiguration(exclude = DbSchedulerAutoConfiguration.class)
@ComponentScan(
        basePackages = "researchpaas",
        excludeFilters = {
            @Filter(
                    type = FilterType.REGEX,
                    pattern =
                            "researchpaas\\.(ResearchPaas|(cli|search\\.onnx|ingest\\.scheduler)\\..*)"),
            // what another test puts in a part's place
            @Filter(type = FilterType.ANNOTATION, classes = TestConfiguration.class)
        })
@Import({SmallLibrary.class, SmallDepartment.class})
class Doors {
    @Bean
    static BreakableIndex index(@Value("${doors.broken:false}") boolean broken) {
        return new BreakableIndex(broken);
    }

    /// Whatever an engine opens can be broken.
    @Bean
    static BeanPostProcessor engines(ObjectProvider<BreakableIndex> index) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof SearchEngine engine
                        ? index.getObject().around(engine)
                        : bean;
            }
        };
    }

    @Bean
    @Primary
    ActingReader reader(ObjectProvider<CurrentReader> readers) {
        return new ActingReader(readers);
    }

    /// Knows English only, like the built-in one.
    @Bean
    @Fallback
    FakeEmbeddingModel model(@Value("${doors.dimension:2}") int dimension) {
        return new FakeEmbeddingModel("fake", dimension);
    }

    @Bean
    EmbeddingModels models(FakeEmbeddingModel model) {
        return FakeEmbeddingModel.only(model);
    }

    /// Jobs wait.
    @Bean
    Background background() {
        return new Background() {
            @Override
            public void submit(long job) {}

            @Override
            public void poll(String drive) {}
        };
    }

    /// The tests' own disk may be as full as it likes.
    @Bean
    @Primary
    RoomyDisk disk() {
        return new RoomyDisk();
    }

    @Bean
    OnlyLeases leases() {
        return new OnlyLeases();
    }

    @Bean
    IngestLimits limits() {
        return new IngestLimits(1_000_000, 1);
    }

    /// Tokens and sessions need one that moves.
    @Bean
    @Primary
    Clock testClock(@Value("${doors.clock:standing}") String kind) {
        return kind.equals("moving")
                ? new MovingClock()
                : Clock.fixed(SmallLibrary.ADDED, ZoneOffset.UTC);
    }
}
