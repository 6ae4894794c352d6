package io.hourbook.database;

import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions and threads as passes need them, and the room that they need. */
@Configuration(proxyBeanMethods = false)
class DatabaseBeans {

    /** What a row of an export comes to; trackers write 100 to 250. */
    private static final long ROW_BYTES = 150;

    @Bean
    FreeSpace freeSpace(Home home, Database database) {
        return new FreeSpace(home, database.embedded(), fileBytes -> makeRoom(home, database, fileBytes / ROW_BYTES));
    }

    /** Speed is not worth a disk that fills up earlier: a redo log takes at most a quarter of what is free. */
    private static void makeRoom(Home home, Database database, long rows) {
        if (home.data().toFile().getUsableSpace() / 4 >= DataFolder.redoBytes(rows)) {
            database.expectRows(rows);
        }
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new PassGuard.Transactions(dataSource);
    }

    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    /** For those whose work may be carried out again. */
    @Bean
    RepeatedTransaction repeatedTransaction(PlatformTransactionManager transactions) {
        return new RepeatedTransaction(transactions);
    }

    /** Found by name only, so that it does not take the place of the web server's own executor. */
    @Bean(destroyMethod = "shutdown", defaultCandidate = false)
    ExecutorService passLanes() {
        return LaneThreads.fenced("pass-lane");
    }

    /** @param wanted 0 for as many as the machine has processors */
    @Bean
    Lanes lanes(@Value("${hourbook.lanes:0}") int wanted) {
        return new Lanes(wanted, Runtime.getRuntime().availableProcessors());
    }
}
