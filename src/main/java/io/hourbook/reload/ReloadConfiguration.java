package io.hourbook.reload;

import io.hourbook.home.Home;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The deployer over the home's own routes; whoever starts the service says when. */
@Configuration(proxyBeanMethods = false)
class ReloadConfiguration {

    @Bean
    RouteDeployer routeDeployer(CamelContext camel, Home home, ListableBeanFactory beans) {
        return new RouteDeployer(camel, home.routes(), () -> RouteBeanCatalog.of(beans));
    }
}
