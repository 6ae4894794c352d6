package io.hourbook.mapping;

import io.hourbook.home.Home;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The mapping book in force. */
@Configuration(proxyBeanMethods = false)
class MappingBeans {

    @Bean
    Mappings mappings(Home home, JdbcTemplate jdbc, Clock clock) {
        return new Mappings(home, jdbc, new MappingLoader(), clock);
    }
}
