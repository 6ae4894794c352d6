package io.hourbook.credential;

import io.hourbook.home.Home;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Credentials and what they are made of. */
@Configuration(proxyBeanMethods = false)
class CredentialBeans {

    @Bean
    TokenCalls tokenCalls(ObjectProvider<CamelContext> camel) {
        return new TokenCalls(camel::getObject);
    }

    /** @param secrets the folder of tokens, which all nodes need to see; empty for the home's own */
    @Bean
    Tokens tokens(TokenCalls calls, Home home, JdbcTemplate jdbc, Clock clock, @Value("${HOURBOOK_SECRETS:}") String secrets) {
        Path folder = secrets.isBlank() ? home.data().resolve("secrets") : Path.of(secrets.strip());
        return new Tokens(calls, new TokenFolder(folder), new TokenLock(jdbc), clock);
    }

    @Bean
    Credentials credentials(Tokens tokens) {
        return new Credentials(tokens);
    }

    @Bean
    Authorization authorization(TokenCalls calls, Tokens tokens, Clock clock) {
        return new Authorization(calls, tokens, clock);
    }
}
