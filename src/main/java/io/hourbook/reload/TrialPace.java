package io.hourbook.reload;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/** In a trial what is tried again is tried again at once: a case tells how often, and nobody waits for it. */
final class TrialPace extends ModelLifecycleStrategySupport {

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (route.getErrorHandlerFactory() instanceof DefaultErrorHandlerDefinition handler) {
            atOnce(handler.getRedeliveryPolicy());
        }
        route.getOutputs().forEach(step -> {
            if (step instanceof OnExceptionDefinition caught) {
                atOnce(caught.getRedeliveryPolicyType());
            }
        });
    }

    /** Words that are no time stay, for Camel to refuse. */
    private static void atOnce(RedeliveryPolicyDefinition policy) {
        if (policy == null) {
            return;
        }
        if (isTime(policy.getRedeliveryDelay())) {
            policy.setRedeliveryDelay("0");
        }
        if (isTime(policy.getMaximumRedeliveryDelay())) {
            policy.setMaximumRedeliveryDelay("0");
        }
    }

    private static boolean isTime(String text) {
        return text == null || text.matches("\\d+(ms|s|m|h)?|\\{\\{.*}}");
    }
}
