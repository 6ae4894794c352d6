package io.hourbook.launch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Which of many jars have which folder. All stay open for as long as the program runs. */
final class JarFolders {

    private static final String VERSIONS = "META-INF/versions/";

    /** One of them, by its address: {@code jar:nested:…!/}. */
    record Jar(URL url, JarFile file) {

        JarEntry entry(String path) {
            return file.getJarEntry(path);
        }

        boolean has(String path) {
            return file.getEntry(path) != null;
        }

        InputStream open(JarEntry entry) throws IOException {
            return file.getInputStream(entry);
        }

        byte[] bytes(JarEntry entry) throws IOException {
            byte[] bytes = new byte[(int) entry.getSize()];
            try (InputStream in = open(entry)) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new EOFException(url + entry.getName() + " ends too early");
                }
                return bytes;
            }
        }

        Manifest manifest() throws IOException {
            Manifest own = file.getManifest();
            return own == null ? new Manifest() : own;
        }
    }

    private final Map<String, List<Jar>> byFolder = new HashMap<>(8_192);

    static JarFolders of(List<URL> urls) throws IOException {
        JarFolders folders = new JarFolders();
        for (URL url : urls) {
            folders.add(new Jar(url, ((JarURLConnection) url.openConnection()).getJarFile()));
        }
        return folders;
    }

    private void add(Jar jar) {
        String last = null;
        List<Jar> root = byFolder.computeIfAbsent("", none -> new ArrayList<>());
        root.add(jar);
        for (Enumeration<JarEntry> entries = jar.file().entries(); entries.hasMoreElements();) {
            String folder = folder(plain(entries.nextElement().getName()));
            // entries of a folder mostly follow one another
            if (!folder.equals(last)) {
                note(folder, jar);
                last = folder;
            }
        }
    }

    /** Notes the folder and those around it. */
    private void note(String folder, Jar jar) {
        for (String around = folder; !around.isEmpty(); around = folder(around)) {
            List<Jar> jars = byFolder.computeIfAbsent(around, none -> new ArrayList<>(2));
            if (!jars.isEmpty() && jars.get(jars.size() - 1) == jar) {
                return;
            }
            jars.add(jar);
        }
    }

    /** Without the version of Java that an entry is for: the jar itself finds the right one. */
    private static String plain(String entry) {
        return entry.startsWith(VERSIONS) ? entry.substring(entry.indexOf('/', VERSIONS.length()) + 1) : entry;
    }

    /** The folder that a file or folder lies in, empty for those at the top. */
    private static String folder(String path) {
        int end = path.endsWith("/") ? path.length() - 2 : path.length() - 1;
        return path.substring(0, Math.max(0, path.lastIndexOf('/', end)));
    }

    /** Those jars that may have a file or folder, in their order. */
    List<Jar> having(String path) {
        return byFolder.getOrDefault(folder(path), List.of());
    }
}
