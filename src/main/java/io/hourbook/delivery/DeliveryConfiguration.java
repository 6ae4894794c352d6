package io.hourbook.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.hourbook.database.LaneThreads;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the delivery routes share. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    Backoff backoff() {
        return new Backoff(RandomGenerator.getDefault());
    }

    /** The circuit breaker that the routes of delivery name: for each target its own. */
    @Bean
    CircuitBreaker targetBreaker(TargetBreakers breakers) {
        return breakers.asOne();
    }

    /**
     * One thread for each lane. They sleep while nothing is due and end by themselves. Found by name only, so that it does
     * not take the place of the web server's own executor.
     */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ExecutorService deliveryLanes() {
        return LaneThreads.unfenced("delivery-lane");
    }
}
