package io.hourbook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The settings that routes may name, as they are shipped. */
final class Settings {

    private static final Properties SHIPPED = read();

    private Settings() {}

    /** @return null where there is no such setting */
    static String value(String name) {
        return SHIPPED.getProperty(name);
    }

    private static Properties read() {
        Properties shipped = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream("/application.properties")) {
            shipped.load(in);
            return shipped;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
