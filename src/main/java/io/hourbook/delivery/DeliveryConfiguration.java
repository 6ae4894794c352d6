package io.hourbook.delivery;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the delivery routes share. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    Backoff backoff() {
        return new Backoff(RandomGenerator.getDefault());
    }

    /**
     * One thread for each lane. They sleep while nothing is due and end by themselves. Found by name only, so that it does
     * not take the place of the web server's own executor.
     */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ExecutorService deliveryLanes() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = work -> {
            Thread thread = new Thread(work, "delivery-lane-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), threads) {
            /** What a lane logs is its pass's. */
            @Override
            public void execute(Runnable lane) {
                Map<String, String> pass = MDC.getCopyOfContextMap();
                super.execute(() -> {
                    MDC.setContextMap(pass == null ? Map.of() : pass);
                    try {
                        lane.run();
                    } finally {
                        MDC.clear();
                    }
                });
            }
        };
    }
}
