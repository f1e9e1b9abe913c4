package researchpaas.checkup.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// The container's limit against what the server and its reading process may take. This process was
/// started with the server's own heap, by the same script.
final class CheckMemory implements Check {
    private static final long MB = 1 << 20;

    /// With less the program does not run, with less than the second it is tight.
    private static final long LEAST = 400;

    private static final long ENOUGH = 500;

    /// The model, the virtual machine, the index's pages: as measured (docs/performance.md).
    private static final long BESIDE_HEAPS = 220;

    private final Environment environment;
    private final OptionalLong limit;
    private final long heap;

    @Autowired
    CheckMemory(Environment environment) {
        this(
                environment,
                ContainerMemory.ofThisProcess().limit(),
                Runtime.getRuntime().maxMemory());
    }

    CheckMemory(Environment environment, OptionalLong limit, long heap) {
        this.environment = environment;
        this.limit = limit;
        this.heap = heap / MB;
    }

    @Override
    public List<Diagnosis> look() {
        // a host that hides its limit can be told it
        long told = environment.getProperty("RESEARCH_PAAS_MEMORY_MB", Long.class, 0L);
        if (told == 0 && limit.isEmpty()) {
            return List.of(Diagnosis.ok(Topic.MEMORY, "memory.none", heap));
        }
        long may = told > 0 ? told : limit.getAsLong() / MB;
        long child = environment.getProperty("READING_HEAP_MB", Long.class, 96L);
        List<Diagnosis> found = new ArrayList<>();
        if (may < LEAST) {
            found.add(Diagnosis.wrong(Topic.MEMORY, "memory.tooLittle", may, LEAST));
        } else if (may < ENOUGH) {
            found.add(Diagnosis.warning(Topic.MEMORY, "memory.tight", may));
        }
        if (may >= LEAST && heap + child + BESIDE_HEAPS > may) {
            found.add(Diagnosis.wrong(Topic.MEMORY, "memory.heap", may, heap, child));
        }
        return found.isEmpty()
                ? List.of(Diagnosis.ok(Topic.MEMORY, "memory", may, heap, child))
                : found;
    }
}
