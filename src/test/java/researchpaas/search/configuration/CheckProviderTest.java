package researchpaas.search.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.search.SearchEngine;

class CheckProviderTest {
    @ParameterizedTest
    @ValueSource(strings = {"lucene", " Qdrant ", ""})
    void saysNothingOfAnEngineThatIsThere(String provider) {
        assertThat(look(provider)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"elastic, engine.unknown, WRONG", "chroma, engine.chroma, WARNING"})
    void namesOneThatIsNot(String provider, String key, State state) {
        assertThat(look(provider))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.key()).isEqualTo(key);
                    assertThat(one.state()).isEqualTo(state);
                });
    }

    /// Each adapter's package bears its engine's name.
    @Test
    void knowsEveryEngine() {
        var classes = new ClassPathScanningCandidateComponentProvider(false);
        classes.addIncludeFilter(new AssignableTypeFilter(SearchEngine.class));
        Set<String> packages =
                classes.findCandidateComponents("researchpaas.search").stream()
                        .map(found -> String.valueOf(found.getBeanClassName()).split("\\.")[2])
                        .filter(name -> Character.isLowerCase(name.charAt(0)))
                        .collect(Collectors.toSet());

        assertThat(packages).isEqualTo(CheckProvider.ENGINES);
    }

    private static List<Diagnosis> look(String provider) {
        return new CheckProvider(new SearchSettings(provider, "all-MiniLM-L6-v2")).look();
    }
}
