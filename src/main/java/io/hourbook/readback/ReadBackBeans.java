package io.hourbook.readback;

import io.hourbook.database.RepeatedTransaction;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.delivery.Deliveries;
import io.hourbook.delivery.Hindrance;
import io.hourbook.delivery.Targets;
import io.hourbook.document.Documents;
import io.hourbook.mapping.Mappings;
import io.hourbook.mapping.Target;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the routes that read targets back call. */
@Configuration(proxyBeanMethods = false)
class ReadBackBeans {

    @Bean
    ReadBack readBack(
            JdbcTemplate jdbc, RepeatedTransaction transaction, Mappings mappings, Targets targets, Documents documents, Deliveries deliveries,
            DeadLetters deadLetters, Clock clock) {
        return new ReadBack(
                jdbc, transaction, () -> List.copyOf(mappings.current().book().targets().values()), targets, documents, deliveries, deadLetters,
                clock);
    }

    @Bean
    Hindrance editsHeld(JdbcTemplate jdbc, ReadBack readBack, Mappings mappings) {
        return new EditsHeld(jdbc, readBack.settling(), name -> {
            Target target = mappings.current().book().targets().get(name);
            return target != null && target.kind().guardsEdits();
        });
    }
}
