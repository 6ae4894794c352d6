package io.hourbook.database;

import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Transactions as passes need them, and the room that they need. */
@Configuration(proxyBeanMethods = false)
class DatabaseBeans {

    @Bean
    FreeSpace freeSpace(Home home, Database database) {
        return new FreeSpace(home, database.embedded());
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new PassGuard.Transactions(dataSource);
    }
}
