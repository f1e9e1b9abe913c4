package researchpaas.edge;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What a logger writes meanwhile, with everything that an event carries.
record Captured(Logger logger, Level before, ListAppender<ILoggingEvent> events)
        implements AutoCloseable {
    static Captured of(Class<?> type) {
        return of(type.getName(), Level.INFO);
    }

    static Captured of(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        Captured captured = new Captured(logger, logger.getLevel(), events);
        logger.setLevel(level);
        logger.addAppender(events);
        return captured;
    }

    List<String> lines() {
        return List.copyOf(events.list).stream()
                .map(event ->
                        event.getFormattedMessage()
                                + " "
                                + event.getKeyValuePairs()
                                + " "
                                + event.getMDCPropertyMap())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setLevel(before);
    }
}
