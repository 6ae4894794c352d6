package io.hourbook.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Where and when it was measured, and with which build.
 *
 * @param load processes that wanted to run when it began, besides this: above 0.5, times say little
 */
record Machine(LocalDate day, String version, String built, int cores, String processor, long memoryMb, String java, double load) {

    static Machine here() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Properties build = build();
        return new Machine(
                LocalDate.now(ZoneOffset.UTC), build.getProperty("build.version", "?"), build.getProperty("build.time", "?"),
                system.getAvailableProcessors(), cpu(), system.getTotalMemorySize() >> 20, System.getProperty("java.vm.version"),
                Math.round(system.getSystemLoadAverage() * 10) / 10.0);
    }

    String sentence() {
        return String.format(
                Locale.ROOT, "%s, version %s, %d cores of %s, %d GB of memory, Java %s, load %.1f at the start.", day, version, cores, processor,
                Math.round(memoryMb / 1_024.0), java, load);
    }

    void write(ObjectNode json) {
        json.put("day", day.toString()).put("version", version).put("built", built).put("cores", cores).put("processor", processor)
                .put("memory_mb", memoryMb).put("java", java).put("load", load);
    }

    private static Properties build() throws IOException {
        Properties properties = new Properties();
        try (JarFile jar = new JarFile(System.getProperty("hourbook.jar", "target/hourbook.jar"))) {
            for (String name : new String[] {"META-INF/build-info.properties", "BOOT-INF/classes/META-INF/build-info.properties"}) {
                ZipEntry entry = jar.getEntry(name);
                if (entry != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        properties.load(in);
                    }
                }
            }
        }
        return properties;
    }

    private static String cpu() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        return Files.isReadable(cpus)
                ? Files.readAllLines(cpus).stream().filter(line -> line.startsWith("model name")).findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("an unknown processor")
                : "an unknown processor";
    }
}
