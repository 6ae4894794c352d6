package io.hourbook.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked of it, it answers as the loader that asks all jars in turn. */
class JarClassesTest {

    private static final String SAMPLE = JarFolders.class.getName();
    private static final String SAMPLE_FILE = SAMPLE.replace('.', '/') + ".class";

    @TempDir
    Path folder;

    private final List<URL> jars = new ArrayList<>();

    @BeforeEach
    void threeJars() throws IOException {
        byte[] type = bytes(SAMPLE_FILE);
        jar("one.jar", false, files("META-INF/services/a", "one", "words/", "", "words/first of all.txt", "1", "both.txt", "one"));
        Map<String, byte[]> two = files("META-INF/services/a", "two", "META-INF/services/b", "two", "both.txt", "two", "deep/er/than/file", "2");
        two.put(SAMPLE_FILE, type);
        jar("two.jar", false, two);
        Map<String, byte[]> three = files("words/ärger %20#?.txt", "3", "META-INF/versions/9/only/nine.txt", "9", "META-INF/versions/9/words/x", "9", "words/x", "8");
        three.put(SAMPLE_FILE, new byte[] {1});
        jar("three.jar", true, three);
    }

    @Test
    void filesAndFoldersAreFoundInTheOrderOfTheJars() throws IOException {
        try (URLClassLoader inTurn = new URLClassLoader(jars.toArray(URL[]::new), null)) {
            JarClasses known = new JarClasses(jars, null);
            for (String name : List.of(
                    "META-INF/services/a", "META-INF/services/b", "META-INF/services/", "META-INF/services", "META-INF/services/c", "META-INF/MANIFEST.MF",
                    "both.txt", "words/", "words", "words/first of all.txt", "words/ärger %20#?.txt", "deep/er/than/file",
                    "deep/er/", "deep/", "nowhere/file", "file", "", "/both.txt", SAMPLE_FILE)) {
                assertThat(plain(Collections.list(known.getResources(name)))).as(name).isEqualTo(plain(Collections.list(inTurn.getResources(name))));
                assertThat(plain(Collections.singletonList(known.getResource(name)))).as(name)
                        .isEqualTo(plain(Collections.singletonList(inTurn.getResource(name))));
                assertThat(text(known.getResourceAsStream(name))).as(name).isEqualTo(text(inTurn.getResourceAsStream(name)));
            }
        }
    }

    @Test
    void aClassComesFromTheFirstJarThatHasItAndKnowsItsPackage() throws Exception {
        JarClasses known = new JarClasses(jars, null);

        Class<?> type = known.loadClass(SAMPLE);

        assertThat(type).isNotSameAs(JarFolders.class);
        assertThat(type.getClassLoader()).isSameAs(known);
        assertThat(type.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(jars.get(1));
        assertThat(type.getPackage().getImplementationVersion()).isEqualTo("two.jar");
        assertThatThrownBy(() -> known.loadClass(SAMPLE + "s")).isInstanceOf(ClassNotFoundException.class).hasMessageContaining(SAMPLE);
        assertThatThrownBy(() -> known.loadClass("nowhere.Type")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void whatTheParentHasGoesBefore() throws Exception {
        JarClasses known = new JarClasses(jars, JarClassesTest.class.getClassLoader());

        assertThat(known.loadClass(SAMPLE)).isSameAs(JarFolders.class);
        assertThat(text(known.getResourceAsStream(SAMPLE_FILE))).isEqualTo(new String(bytes(SAMPLE_FILE), StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsForThisJavaAndNewerIsFoundWithoutItsVersion() throws IOException {
        JarFolders folders = JarFolders.of(List.of(new URL(jars.get(2) + "#runtime")));

        assertThat(folders.having("only/nine.txt")).singleElement().satisfies(jar -> assertThat(jar.bytes(jar.entry("only/nine.txt"))).asString().isEqualTo("9"));
        assertThat(folders.having("words/x")).singleElement().satisfies(jar -> assertThat(jar.bytes(jar.entry("words/x"))).asString().isEqualTo("9"));
    }

    @Test
    void whereClassesLieInFoldersOrOrdinaryJarsTheLoaderStays() throws IOException {
        ClassLoader own = JarClassesTest.class.getClassLoader();
        assertThat(JarClasses.of(own)).isSameAs(own);
        try (URLClassLoader ordinary = new URLClassLoader(jars.toArray(URL[]::new), null)) {
            assertThat(JarClasses.of(ordinary)).isSameAs(ordinary);
        }
    }

    /** %C3 and %c3 are one letter. */
    private static List<String> plain(List<URL> addresses) {
        return addresses.stream().map(address -> String.valueOf(address).toLowerCase(Locale.ROOT)).toList();
    }

    private static Map<String, byte[]> files(String... namesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private void jar(String name, boolean manyVersions, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, name);
        if (manyVersions) {
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        }
        Path file = folder.resolve(name);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        jars.add(new URL("jar:" + file.toUri().toURL() + "!/"));
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = JarClassesTest.class.getClassLoader().getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private static String text(InputStream in) throws IOException {
        if (in == null) {
            return null;
        }
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
