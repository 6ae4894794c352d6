package io.hourbook.alert;

import io.hourbook.mapping.Mappings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the route that tells people names. */
@Configuration(proxyBeanMethods = false)
class AlertRouteBeans {

    @Bean
    AlertMail alertMail(Mappings mappings) {
        return new AlertMail(AlertBeans.policy(mappings));
    }

    @Bean
    AlertNews alertNews(Mappings mappings) {
        return new AlertNews(AlertBeans.policy(mappings));
    }
}
