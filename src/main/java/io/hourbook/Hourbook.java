package io.hourbook;

import io.hourbook.cli.HourbookCommand;

/** {@code java -jar target/hourbook.jar <command> [--home DIR]} */
public final class Hourbook {

    private Hourbook() {}

    public static void main(String[] arguments) {
        int exit = HourbookCommand.execute(arguments);
        // serve answers with its service still running; everything else is over
        if (exit != HourbookCommand.STAYS_UP) {
            System.exit(exit);
        }
    }
}
