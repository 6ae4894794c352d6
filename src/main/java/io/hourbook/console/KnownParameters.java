package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** A filter that is misspelt would silently filter nothing, so a parameter that a call does not know is refused. */
@Component
class KnownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || method.getBeanType().getPackage() != KnownParameters.class.getPackage()
                || !ConsoleErrors.api(request)) {
            return true;
        }
        TreeSet<String> known = new TreeSet<>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.add(name(parameter)));
        for (String name : request.getParameterMap().keySet()) {
            if (!known.contains(name)) {
                throw new Problem(new Finding(
                        "API-102", "parameter " + name, "this call has no such parameter", name,
                        known.isEmpty() ? "no parameters" : "one of " + String.join(", ", known), "correct its name, or leave it out"));
            }
        }
        return true;
    }

    private static String name(MethodParameter parameter) {
        RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
        return declared.name().isEmpty() ? parameter.getParameter().getName() : declared.name();
    }
}
