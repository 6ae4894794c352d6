package io.hourbook.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Hourbook that runs. */
final class Version {

    private Version() {}

    static String running() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException unreadable) {
            return "unknown";
        }
        return build.getProperty("build.version", "from source");
    }
}
