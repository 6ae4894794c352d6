package io.hourbook.reload;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.RoutePolicyFactory;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.util.ClassUtils;

/**
 * The beans that routes may name, by their classes alone. A trial gets stand-ins of the right type that were never
 * constructed: it can see that a bean fits, and can do nothing with it, so no trial touches a database or a real service.
 */
final class KnownBeans implements BeanRepository {

    private static final Set<Class<?>> HIDDEN =
            Set.of(Component.class, Endpoint.class, CamelContext.class, RoutesBuilder.class, RoutePolicyFactory.class, EventNotifier.class);

    private final Map<String, Class<?>> classes = new TreeMap<>();
    private final Map<String, Object> standIns = new ConcurrentHashMap<>();

    KnownBeans(Map<String, Class<?>> beans) {
        beans.forEach((name, type) -> {
            if (HIDDEN.stream().noneMatch(hidden -> hidden.isAssignableFrom(type))) {
                classes.put(name, ClassUtils.getUserClass(type));
            }
        });
    }

    boolean has(String name) {
        return classes.containsKey(name);
    }

    /** The class of a bean, or null where there is none of that name. */
    Class<?> type(String name) {
        return classes.get(name);
    }

    Set<String> names() {
        return classes.keySet();
    }

    /** Whether the bean's class has a public method of that name. */
    boolean hasMethod(String bean, String method) {
        return Arrays.stream(classes.get(bean).getMethods()).anyMatch(known -> known.getName().equals(method));
    }

    /** Whether one of that name takes so many values. */
    boolean hasMethod(String bean, String method, int values) {
        return Arrays.stream(classes.get(bean).getMethods())
                .anyMatch(known -> known.getName().equals(method) && (known.getParameterCount() == values || known.isVarArgs()));
    }

    /** How many values the methods of that name take, for people: {@code 1 or 2}. */
    String takes(String bean, String method) {
        return Arrays.stream(classes.get(bean).getMethods())
                .filter(known -> known.getName().equals(method))
                .map(known -> String.valueOf(known.getParameterCount()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    /** What a method gives; {@code Object} where nobody knows it. */
    Type returns(String bean, String method) {
        Class<?> type = classes.get(bean);
        return type == null ? Object.class : Arrays.stream(type.getMethods())
                .filter(known -> known.getName().equals(method))
                .map(Method::getGenericReturnType)
                .findFirst()
                .orElse(Object.class);
    }

    /** What a method wants for a body, where it takes one thing and that is a record; null elsewhere. */
    Class<?> wants(String bean, String method) {
        return Arrays.stream(classes.get(bean).getMethods())
                .filter(known -> known.getName().equals(method) && known.getParameterCount() == 1)
                .map(known -> known.getParameterTypes()[0])
                .filter(Class::isRecord)
                .findFirst()
                .orElse(null);
    }

    Set<String> methods(String bean) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(classes.get(bean).getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers()))
                .forEach(method -> names.add(method.getName()));
        return names;
    }

    @Override
    public Object lookupByName(String name) {
        return classes.containsKey(name) ? standIns.computeIfAbsent(name, key -> standIn(classes.get(key))) : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        Class<?> known = classes.get(name);
        if (known == null || !type.isAssignableFrom(known)) {
            return null;
        }
        return type.cast(type.isInterface() ? quiet(type) : lookupByName(name));
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }

    private static Object standIn(Class<?> type) {
        if (type.isInterface()) {
            return quiet(type);
        }
        return Modifier.isAbstract(type.getModifiers()) ? new Object() : new ObjenesisStd().newInstance(type);
    }

    /** An object of an interface that does nothing and answers nothing. */
    private static Object quiet(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "toString" -> "stand-in";
            default -> method.getReturnType().isPrimitive() && method.getReturnType() != void.class
                    ? Array.get(Array.newInstance(method.getReturnType(), 1), 0)
                    : null;
        });
    }
}
