package io.hourbook.security;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What was logged meanwhile. */
final class Said {

    private Said() {}

    static String whileDoing(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.hourbook.security");
        ListAppender<ILoggingEvent> kept = new ListAppender<>();
        kept.start();
        logger.addAppender(kept);
        try {
            work.run();
        } finally {
            logger.detachAppender(kept);
        }
        synchronized (kept) {
            return kept.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
        }
    }
}
