package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Reader;
import researchpaas.search.Filter;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.TwoSets;

/// Some hosts read eight megabytes around each page that is missed. In a small container a single
/// search then pushed out the whole index, so the system must not do that for any part of it.
@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux tells how a file is mapped.")
class ReadAroundTest {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    /// "Reads come in no order": `MADV_RANDOM`.
    private static final String RANDOM = "rr";

    @Test
    void nothingOfTheIndexIsReadAroundWhatASearchNeeds(@TempDir Path folder) throws IOException {
        Random random = new Random(1);
        ManyPassages library = new ManyPassages(random, () -> vector(random));
        try (LuceneSearchIndex index =
                new LuceneSearchIndex(folder, 16, VectorEncoding.BIT, new TwoSets())) {
            // one segment, so that nothing is merged: who merges reads from end to end
            library.fill(index, 500);
            index.legs(
                    new Request(library.words(5), vector(random), Filter.NONE, 10), Reader.local());

            Map<String, String> flags = flags(folder);

            assertThat(flags).isNotEmpty();
            assertThat(flags).allSatisfy((_, of) -> assertThat(of.split(" ")).contains(RANDOM));
        }
    }

    private static float[] vector(Random random) {
        float[] vector = new float[384];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return ManyPassages.unit(vector);
    }

    /// Of each mapping of the folder's files.
    private static Map<String, String> flags(Path folder) throws IOException {
        Map<String, String> flags = new TreeMap<>();
        String mapping = "";
        for (String line : Files.readAllLines(MAPPINGS)) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                mapping = line;
            } else if (line.startsWith("VmFlags:") && mapping.contains(folder + "/")) {
                flags.put(mapping, line.substring("VmFlags:".length()).strip());
            }
        }
        return flags;
    }
}
