package io.hourbook.cli;

import io.hourbook.database.Database;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.version.Versions;

/** The mapping book by which the books were made, for commands that only read. */
final class InForce {

    private InForce() {}

    /** That of the newest version, whatever the folder says by now; that of the folder where there is no version yet. */
    static MappingBook book(Home home, Database database) {
        return new Versions(database.dataSource()).mappings()
                .map(files -> new MappingLoader().load("mappings", files))
                .orElseGet(() -> new MappingLoader().load(home.mappings()));
    }
}
