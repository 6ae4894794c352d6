package io.hourbook.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Tells the JVM that a command is over in seconds: code is compiled once, quickly, and not again for a long life that it does not
 * have. That second compilation is half of what a check costs, and the options that switch it off cannot stand in a jar.
 */
public final class ShortRun {

    private static final String ONCE = "[{ match: \"*.*\", c2: { Exclude: true } }]";

    private ShortRun() {}

    /** Where a JVM does not know how, everything is the same, only later. */
    public static void expect() {
        try {
            Path directive = Files.createTempFile("hourbook", ".json");
            try {
                Files.writeString(directive, ONCE);
                ManagementFactory.getPlatformMBeanServer().invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesAdd",
                        new Object[] {new String[] {directive.toString()}}, new String[] {String[].class.getName()});
            } finally {
                Files.delete(directive);
            }
        } catch (IOException | JMException | RuntimeException unknown) {
            // another JVM, or no folder for temporary files: code is compiled as for a long run
        }
    }
}
