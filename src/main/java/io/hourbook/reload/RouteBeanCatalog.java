package io.hourbook.reload;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The beans that routes may name, with their classes. */
public final class RouteBeanCatalog {

    private RouteBeanCatalog() {}

    /** The beans of a running application. */
    public static Map<String, Class<?>> of(ListableBeanFactory spring) {
        Map<String, Class<?>> beans = new TreeMap<>();
        for (String name : spring.getBeanDefinitionNames()) {
            Class<?> type = spring.getType(name, false);
            if (type != null) {
                beans.put(name, type);
            }
        }
        return beans;
    }

    /** The beans that an application of these packages would have, found without starting it. */
    public static Map<String, Class<?>> scan(String basePackage) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        Map<String, Class<?>> beans = new TreeMap<>(Map.of("dataSource", DataSource.class));
        scanner.findCandidateComponents(basePackage).forEach(definition -> {
            Class<?> type = ClassUtils.resolveClassName(definition.getBeanClassName(), RouteBeanCatalog.class.getClassLoader());
            String name = AnnotatedElementUtils.findMergedAnnotation(type, Component.class).value();
            beans.put(name.isEmpty() ? Introspector.decapitalize(ClassUtils.getShortName(type)) : name, type);
            if (AnnotatedElementUtils.hasAnnotation(type, Configuration.class)) {
                for (Method method : type.getDeclaredMethods()) {
                    made(method, beans);
                }
            }
        });
        return beans;
    }

    private static void made(Method method, Map<String, Class<?>> beans) {
        Bean bean = AnnotatedElementUtils.findMergedAnnotation(method, Bean.class);
        if (bean != null) {
            String[] names = bean.name().length == 0 ? new String[] {method.getName()} : bean.name();
            for (String name : names) {
                beans.put(name, method.getReturnType());
            }
        }
    }
}
