package io.hourbook.reload;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;

/** What routes find while cases run: the rules themselves, a stand-in for dead letters, and mere shapes of everything else. */
final class CaseBeans implements BeanRepository {

    private final Map<String, Object> real = new HashMap<>();
    private final KnownBeans known;

    CaseBeans(Map<String, Object> beans, Map<String, Class<?>> shapes, Object deadLetterKeeper) {
        real.putAll(beans);
        real.put("deadLetterKeeper", deadLetterKeeper);
        // what a route may name is judged by the application's own classes, not by what stands in for them here
        Map<String, Class<?>> classes = new HashMap<>();
        real.forEach((name, bean) -> classes.put(name, bean.getClass()));
        classes.putAll(shapes);
        this.known = new KnownBeans(classes);
    }

    /** Whether a bean's method is one of the rules, or stands in for one; any other would reach outside. */
    boolean computes(String name, String method) {
        return real.containsKey(name) && Arrays.stream(real.get(name).getClass().getMethods()).anyMatch(known -> known.getName().equals(method));
    }

    KnownBeans known() {
        return known;
    }

    @Override
    public Object lookupByName(String name) {
        return real.containsKey(name) ? real.get(name) : known.lookupByName(name);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        Object bean = real.get(name);
        return bean == null ? known.lookupByNameAndType(name, type) : type.isInstance(bean) ? type.cast(bean) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }
}
