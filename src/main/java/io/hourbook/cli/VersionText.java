package io.hourbook.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = VersionText.class.getPackage().getImplementationVersion();
        return new String[] {"hourbook " + (version == null ? "from source" : version)};
    }
}
