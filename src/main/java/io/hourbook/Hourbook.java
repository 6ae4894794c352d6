package io.hourbook;

import io.hourbook.cli.HourbookCommand;
import io.hourbook.launch.JarClasses;
import io.hourbook.launch.ShortRun;
import java.lang.reflect.InvocationTargetException;
import java.util.TimeZone;

/** {@code java -jar target/hourbook.jar <command> [--home DIR]} */
public final class Hourbook {

    private Hourbook() {}

    public static void main(String[] arguments) throws Throwable {
        // instants are stored and logged in UTC; every zone that matters is named by a source, a worker or the company
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (arguments.length > 0 && arguments[0].equals("check")) {
            ShortRun.expect();
        }
        int exit = execute(arguments);
        // serve answers with its service still running; everything else is over
        if (exit != HourbookCommand.STAYS_UP) {
            System.exit(exit);
        }
    }

    /** From here on, classes come from a loader that knows where they are. */
    private static int execute(String[] arguments) throws Throwable {
        ClassLoader classes = JarClasses.of(Hourbook.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(classes);
        try {
            return (int) Class.forName(HourbookCommand.class.getName(), true, classes)
                    .getMethod("execute", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
