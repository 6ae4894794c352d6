package io.hourbook.security;

import io.hourbook.home.Home;
import io.hourbook.sandbox.SandboxAddress;
import io.hourbook.sandbox.SandboxKey;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The chain that every request goes through: what it shows, whose session it is, whether the table lets it through. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Bean
    UserFile userFile(Home home, Environment environment) {
        return UserFile.of(home, environment.getProperty("HOURBOOK_USERS_FILE"));
    }

    @Bean
    Doorman doorman(UserFile file, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return new Doorman(new Users(file), clock, meters.getIfAvailable());
    }

    @Bean
    Refusals refusals(Doorman doorman) {
        return new Refusals(doorman);
    }

    @Bean
    InnerDoor innerDoor(ObjectProvider<Listening> listening, ObjectProvider<SandboxAddress> sandbox) {
        return new InnerDoor(listening.getIfAvailable(Listening::local), sandbox.getIfAvailable());
    }

    @Bean
    FilterRegistrationBean<RequestGuard> requestGuard(ObjectProvider<Listening> listening, InnerDoor inner) {
        FilterRegistrationBean<RequestGuard> guard =
                new FilterRegistrationBean<>(new RequestGuard(listening.getIfAvailable(Listening::local), inner));
        guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return guard;
    }

    /** Methods that no address here has are refused before anything looks at them. */
    @Bean
    StrictHttpFirewall strictHttpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHttpMethods(List.of("GET", "HEAD", "POST", "PUT", "OPTIONS"));
        return firewall;
    }

    @Bean
    AuthenticationManager authenticationManager(Doorman doorman) {
        return new FormLogin(doorman);
    }

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http, AuthenticationManager logins, Doorman doorman, Refusals refusals, Clock clock, Environment environment,
            ObjectProvider<LocalToken> local, ObjectProvider<SandboxKey> sandbox) throws Exception {
        SandboxKey key = sandbox.getIfAvailable();
        CredentialFilter credentials = new CredentialFilter(doorman, local.getIfAvailable(), shown -> key != null && key.is(shown),
                ScrapeToken.read(environment.getProperty(ScrapeToken.NAME)));
        FormLogin.Handlers handlers = new FormLogin.Handlers(doorman, clock);
        return http
                .authenticationManager(logins)
                .authorizeHttpRequests(requests -> requests
                        // errors and what a controller forwards to have been through here already
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC).permitAll()
                        .anyRequest().access(new Rules()))
                .addFilterBefore(credentials, CsrfFilter.class)
                .addFilterBefore(new SessionFilter(doorman, clock), CsrfFilter.class)
                .csrf(csrf -> csrf
                        .csrfTokenRepository(formTokens())
                        .requireCsrfProtectionMatcher(request -> !READING.contains(request.getMethod()) && !CredentialFilter.shown(request)))
                .formLogin(form -> form.loginPage("/login").usernameParameter("name").passwordParameter("password")
                        .successHandler(handlers).failureHandler(handlers))
                .logout(logout -> logout.addLogoutHandler(handlers).logoutSuccessHandler(handlers))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .httpBasic(AbstractHttpConfigurer::disable)
                .rememberMe(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // the guard writes them, for what does not come this far, too
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** In a cookie of its own: a session begins with the login, so that strangers cannot fill the memory with sessions. */
    private static CookieCsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("hourbook-form");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict").path("/"));
        return tokens;
    }
}
