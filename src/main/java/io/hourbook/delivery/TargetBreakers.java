package io.hourbook.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.apache.camel.util.ObjectHelper;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker for each target, behind the one that the routes name: the EIP of a route has one for all messages, whomever they are
 * for. A lane's thread says whom it is about to call, and works on that target's until it says another.
 */
@Component
class TargetBreakers {

    /** Opens when nine of ten of the last 50 calls failed, once there were 20; lets three through after five seconds. */
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .failureRateThreshold(90)
            .minimumNumberOfCalls(20)
            .slidingWindowSize(50)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(3)
            // a call that was not made says nothing of the target
            .ignoreException(failure -> ObjectHelper.getException(NotCalled.class, failure) != null)
            // and one that takes long has its own limit, timeout_seconds
            .slowCallDurationThreshold(Duration.ofHours(1))
            .build();
    private static final String NOBODY = "";

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CONFIG);
    private final ThreadLocal<String> called = ThreadLocal.withInitial(() -> NOBODY);

    /** One that never opens, as in cases. */
    static CircuitBreaker closed() {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("a case");
        breaker.transitionToDisabledState();
        return breaker;
    }

    /** From here on this thread calls that target. */
    void calls(String target) {
        called.set(target);
    }

    /** That of the target which the thread calls. */
    CircuitBreaker asOne() {
        return (CircuitBreaker) Proxy.newProxyInstance(
                CircuitBreaker.class.getClassLoader(), new Class<?>[] {CircuitBreaker.class}, (proxy, method, arguments) -> of(method, arguments));
    }

    private Object of(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(breakers.circuitBreaker(called.get()), arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
