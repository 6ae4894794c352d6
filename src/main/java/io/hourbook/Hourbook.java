package io.hourbook;

import io.hourbook.cli.HourbookCommand;
import java.util.TimeZone;

/** {@code java -jar target/hourbook.jar <command> [--home DIR]} */
public final class Hourbook {

    private Hourbook() {}

    public static void main(String[] arguments) {
        // instants are stored and logged in UTC; every zone that matters is named by a source, a worker or the company
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        int exit = HourbookCommand.execute(arguments);
        // serve answers with its service still running; everything else is over
        if (exit != HourbookCommand.STAYS_UP) {
            System.exit(exit);
        }
    }
}
