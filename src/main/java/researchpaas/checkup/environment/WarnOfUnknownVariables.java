package researchpaas.checkup.environment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/// Says at the start of a server which variables it does not know; their values may be secret.
@Component
final class WarnOfUnknownVariables {
    private static final Logger log = LoggerFactory.getLogger(WarnOfUnknownVariables.class);

    private final ConfigurableEnvironment environment;

    WarnOfUnknownVariables(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @EventListener(WebServerInitializedEvent.class)
    void warn() {
        UnknownVariables.in(environment)
                .forEach((name, instead) ->
                        log.atWarn()
                                .addKeyValue("variable", name)
                                .addKeyValue("instead", instead.orElse("?"))
                                .log("A variable is set that means nothing here"));
    }
}
