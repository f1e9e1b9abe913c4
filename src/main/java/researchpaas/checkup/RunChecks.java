package researchpaas.checkup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.checkup.Diagnosis.Topic;

/// Lets all checks look at once. One that hangs or breaks is a line of the result and keeps no
/// other from being read.
public final class RunChecks {
    private static final Logger log = LoggerFactory.getLogger(RunChecks.class);

    private final Duration patience;

    /// @param patience with all of them together
    public RunChecks(Duration patience) {
        this.patience = patience;
    }

    /// @return by topic
    public List<Diagnosis> run(List<Check> checks) {
        long end = System.nanoTime() + patience.toNanos();
        Map<Check, FutureTask<List<Diagnosis>>> looking = new LinkedHashMap<>();
        for (Check check : checks) {
            FutureTask<List<Diagnosis>> look = new FutureTask<>(check::look);
            // a daemon: the program ends whatever a check still waits for
            Thread.ofVirtual().name("check").start(look);
            looking.put(check, look);
        }
        List<Diagnosis> found = new ArrayList<>();
        looking.forEach((check, look) -> found.addAll(result(check, look, end)));
        found.sort(Comparator.comparing(Diagnosis::topic));
        return List.copyOf(found);
    }

    private static List<Diagnosis> result(Check check, FutureTask<List<Diagnosis>> look, long end) {
        String name = check.getClass().getSimpleName();
        try {
            return look.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return List.of(Diagnosis.warning(Topic.SETTINGS, "slow", name));
        } catch (ExecutionException e) {
            log.atError().addKeyValue("check", name).setCause(e.getCause()).log("A check broke");
            return List.of(Diagnosis.wrong(Topic.SETTINGS, "broke", name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Diagnosis.notChecked(Topic.SETTINGS, "slow", name));
        }
    }
}
