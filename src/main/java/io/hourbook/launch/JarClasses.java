package io.hourbook.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.Manifest;

/**
 * The classes of the jars inside our own, found by the folder that they are in. The loader that opens such a jar asks its 180
 * jars one after the other for every class and file, which was half the work of a start; this one knows beforehand which of
 * them have the folder. Order, resources and their addresses are that loader's.
 */
public final class JarClasses extends SecureClassLoader implements Supplier<List<String>> {

    static {
        registerAsParallelCapable();
    }

    private final JarFolders folders;
    /** The names of classes in the order in which they were found, until somebody has asked for them. */
    private volatile Queue<String> found = new ConcurrentLinkedQueue<>();

    JarClasses(List<URL> jars, ClassLoader parent) throws IOException {
        super("hourbook", parent);
        this.folders = JarFolders.of(jars);
    }

    /**
     * @param started the loader of whoever asks
     * @return for a jar with jars inside, a loader of the same classes; else the same loader, as where they lie in folders
     */
    public static ClassLoader of(ClassLoader started) {
        if (!(started instanceof URLClassLoader nested) || !List.of(nested.getURLs()).stream().allMatch(JarClasses::inside)) {
            return started;
        }
        try {
            return new JarClasses(List.of(nested.getURLs()), nested.getParent());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean inside(URL jar) {
        return jar.getProtocol().equals("jar") && jar.getPath().startsWith("nested:");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        for (JarFolders.Jar jar : folders.having(path)) {
            JarEntry entry = jar.entry(path);
            if (entry != null) {
                try {
                    byte[] bytes = jar.bytes(entry);
                    definePackage(name, jar);
                    Class<?> type = defineClass(name, bytes, 0, bytes.length, new CodeSource(jar.url(), (Certificate[]) null));
                    Queue<String> noted = found;
                    if (noted != null) {
                        noted.add(name);
                    }
                    return type;
                } catch (IOException unreadable) {
                    throw new ClassNotFoundException(name, unreadable);
                }
            }
        }
        throw new ClassNotFoundException(name);
    }

    /** The names of classes up to now, in their order; they are noted until this is asked, and not after. */
    @Override
    public List<String> get() {
        Queue<String> noted = found;
        found = null;
        return noted == null ? List.of() : List.copyOf(noted);
    }

    private void definePackage(String type, JarFolders.Jar jar) throws IOException {
        String name = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        if (name.isEmpty() || getDefinedPackage(name) != null) {
            return;
        }
        Manifest manifest = jar.manifest();
        Attributes all = manifest.getMainAttributes();
        Attributes own = Objects.requireNonNullElseGet(manifest.getAttributes(name.replace('.', '/') + "/"), Attributes::new);
        try {
            definePackage(name, said(own, all, Attributes.Name.SPECIFICATION_TITLE), said(own, all, Attributes.Name.SPECIFICATION_VERSION),
                    said(own, all, Attributes.Name.SPECIFICATION_VENDOR), said(own, all, Attributes.Name.IMPLEMENTATION_TITLE),
                    said(own, all, Attributes.Name.IMPLEMENTATION_VERSION), said(own, all, Attributes.Name.IMPLEMENTATION_VENDOR), null);
        } catch (IllegalArgumentException another) {
            // another thread was first
            Objects.requireNonNull(getDefinedPackage(name));
        }
    }

    private static String said(Attributes own, Attributes all, Attributes.Name what) {
        String value = own.getValue(what);
        return value == null ? all.getValue(what) : value;
    }

    @Override
    protected URL findResource(String name) {
        for (JarFolders.Jar jar : folders.having(name)) {
            if (jar.has(name)) {
                return address(jar, name);
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(folders.having(name).stream().filter(jar -> jar.has(name)).map(jar -> address(jar, name)).toList());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        URL above = getParent() == null ? null : getParent().getResource(name);
        try {
            if (above != null) {
                return above.openStream();
            }
            for (JarFolders.Jar jar : folders.having(name)) {
                JarEntry entry = jar.entry(name);
                if (entry != null) {
                    return jar.open(entry);
                }
            }
            return null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static URL address(JarFolders.Jar jar, String name) {
        try {
            // a name may have letters that an address may not
            return new URL(jar.url(), new URI(null, null, "/" + name, null).toASCIIString().substring(1));
        } catch (MalformedURLException | URISyntaxException impossible) {
            throw new IllegalArgumentException(name, impossible);
        }
    }
}
