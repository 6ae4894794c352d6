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
}
