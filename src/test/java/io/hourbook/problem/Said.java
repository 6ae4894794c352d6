package io.hourbook.problem;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What was logged meanwhile. */
public final class Said {

    private Said() {}

    /** @param where the logger, with all below it: a package or a class */
    public static String whileDoing(String where, Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(where);
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
