package io.hourbook.ledger;

import io.hourbook.delivery.DeliveryCases;
import io.hourbook.delivery.Sending;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What the cases of a ledger file need beside those of other targets: a file that a case writes out under {@code there}. */
public final class LedgerFileCases {

    private LedgerFileCases() {}

    /**
     * The bean of the route, over files that are only the case's words.
     *
     * @param there what the file of the case has
     * @param book  of the case's facts
     */
    public static Map<String, Object> beans(DeliveryCases there, Supplier<MappingBook> book) {
        return Map.of("ledgerFile", new LedgerFileTarget(new Home(Path.of("/home")), book, new LedgerFiles() {
            @Override
            LedgerFile file(Path path, Sending sending) throws IOException {
                return LedgerFile.of(path, there.there().getBytes(StandardCharsets.UTF_8), sending.document().reference());
            }

            @Override
            void appended(Path path, String text) {
                // it ends with the case
            }
        }));
    }
}
