package researchpaas.cli;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The program did not start, and a person has been told why: by [StartFailureReporter] where the
/// cause is known, else by the log.
final class StartFailed extends RuntimeException {
    private StartFailed(Throwable cause) {
        super(cause);
    }

    static ConfigurableApplicationContext start(Class<?> application, String... settings) {
        return start(new SpringApplication(application), settings);
    }

    static ConfigurableApplicationContext start(SpringApplication application, String... settings) {
        try {
            return application.run(settings);
        } catch (RuntimeException e) {
            throw new StartFailed(e);
        }
    }
}
