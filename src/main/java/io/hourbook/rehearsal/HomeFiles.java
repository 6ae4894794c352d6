package io.hourbook.rehearsal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;

/** Files below a rehearsal's home, which goes with it, and silence about all others. */
final class HomeFiles extends DefaultComponent {

    private final Component files;
    private final Path home;
    private final Silence silence;

    HomeFiles(Component files, Path home, Silence silence) {
        this.files = files;
        this.home = home.toAbsolutePath().normalize();
        this.silence = silence;
        setAutowiredEnabled(false);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        boolean here = within(remaining) && parameters.values().stream().map(String::valueOf).filter(HomeFiles::isPath).allMatch(this::within);
        if (!here) {
            return silence.nobody(uri, parameters);
        }
        parameters.clear();
        return files.createEndpoint(uri);
    }

    /** Where a file is moved to, or kept meanwhile, may be said by an option. */
    private static boolean isPath(String value) {
        return value.startsWith("/") || value.contains("..");
    }

    /** A name that is no folder's is none of this one's. */
    private boolean within(String folder) {
        try {
            return Path.of(folder).toAbsolutePath().normalize().startsWith(home);
        } catch (InvalidPathException none) {
            return false;
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        files.setCamelContext(getCamelContext());
        ServiceHelper.startService(files);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownService(files);
        super.doStop();
    }
}
