package researchpaas.checkup.machine;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.outbound.Call;
import researchpaas.outbound.CallFailed;
import researchpaas.outbound.Deadline;
import researchpaas.outbound.Line;
import researchpaas.outbound.ServiceAddress;

/// This computer's clock against the date that a configured outside service writes on its answers.
/// Signatures and tokens are refused when it is minutes wrong; nobody is asked where no service is
/// configured.
final class CheckClock implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration FINE = Duration.ofSeconds(30);
    private static final Duration USABLE = Duration.ofMinutes(4);
    private static final long MOST_BYTES = 1 << 20;

    private final Environment environment;
    private final Clock clock;

    CheckClock(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public List<Diagnosis> look() {
        List<String> services = services();
        if (services.isEmpty()) {
            return List.of(Diagnosis.notChecked(Topic.CLOCK, "clock.nobody"));
        }
        for (String service : services) {
            Optional<Instant> date = date(service);
            if (date.isPresent()) {
                return List.of(judge(date.get(), URI.create(service).getHost()));
            }
        }
        return List.of(Diagnosis.notChecked(Topic.CLOCK, "clock.noAnswer"));
    }

    /// Dates are whole seconds.
    private Diagnosis judge(Instant theirs, String host) {
        Duration off = Duration.between(theirs, clock.instant()).abs();
        long seconds = off.toSeconds();
        return off.compareTo(FINE) <= 0
                ? Diagnosis.ok(Topic.CLOCK, "clock", host)
                : off.compareTo(USABLE) <= 0
                        ? Diagnosis.warning(Topic.CLOCK, "clock.off", seconds, host)
                        : Diagnosis.wrong(Topic.CLOCK, "clock.off", seconds, host);
    }

    /// Only what is configured.
    private List<String> services() {
        List<String> found = new ArrayList<>();
        if (environment.getProperty("research-paas.auth.enabled", Boolean.class, false)) {
            add("research-paas.auth.provider.issuer", found);
        }
        if (is("research-paas.google-drive.credentials-json")
                || is("research-paas.google-drive.credentials-path")) {
            add("research-paas.google-drive.token-url", found);
        }
        if (is("research-paas.gemini.api-key")) {
            add("research-paas.gemini.base-url", found);
        }
        return found;
    }

    private boolean is(String property) {
        return !environment.getProperty(property, "").isBlank();
    }

    private void add(String property, List<String> found) {
        String address = environment.getProperty(property, "").strip();
        if (!address.isEmpty()) {
            found.add(address);
        }
    }

    /// Whatever it answers, it is dated.
    private static Optional<Instant> date(String service) {
        try (Line line =
                new Line(
                        ServiceAddress.of("", origin(URI.create(service))), PATIENCE, MOST_BYTES)) {
            return line.send(
                    new Call("/", Map.of(), null), Deadline.in(PATIENCE), reply -> reply.date());
        } catch (CallFailed | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI origin(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }
}
