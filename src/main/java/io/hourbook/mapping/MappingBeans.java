package io.hourbook.mapping;

import io.hourbook.exchange.KeptRates;
import io.hourbook.exchange.RateFeed;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The mapping book in force. */
@Configuration(proxyBeanMethods = false)
class MappingBeans {

    @Bean
    TargetProfile targetProfile() {
        return TargetProfile.of(System::getenv);
    }

    @Bean
    KeptRates keptRates(JdbcTemplate jdbc) {
        return new KeptRates(jdbc);
    }

    @Bean
    Mappings mappings(ObjectProvider<AcceptedFiles> accepted, JdbcTemplate jdbc, KeptRates keptRates, Clock clock) {
        return new Mappings(accepted::getObject, jdbc, new MappingLoader(), keptRates, clock);
    }

    @Bean
    RateFeed rateFeed(JdbcTemplate jdbc, TransactionTemplate transaction, KeptRates keptRates, Mappings mappings, Clock clock) {
        return new RateFeed(jdbc, transaction, keptRates, () -> feeds(mappings.current().book()), clock);
    }

    private static RateFeed.Book feeds(MappingBook book) {
        return new RateFeed.Book(book.policies().rateFeeds(), book.exchangeRates(), book.policies().exchangeMaxAgeDays());
    }
}
