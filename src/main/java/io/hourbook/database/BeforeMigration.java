package io.hourbook.database;

import io.hourbook.home.Home;
import javax.sql.DataSource;

/**
 * Told before an upgrade changes tables that hold rows. Whoever implements it is named in {@code META-INF/services}, so that no
 * command that opens a database can forget it.
 */
public interface BeforeMigration {

    /**
     * @param from the migration the tables stand at
     * @param to   the last one that is about to be applied
     * @throws io.hourbook.problem.Problem to leave the tables as they are
     */
    void upgrading(Home home, DataSource tables, String from, String to);
}
