package io.hourbook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Properties build = new Properties();
        try (InputStream in = VersionText.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new String[] {"hourbook " + build.getProperty("build.version", "from source")};
    }
}
