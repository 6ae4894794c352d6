package io.hourbook.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start took is read ahead by the next one, and nothing that is wrong with the list can hurt a start. */
class EarlyClassesTest {

    private static final String FIRST = JarFolders.class.getName();
    private static final String SECOND = JarFolders.Jar.class.getName();

    @TempDir
    Path folder;

    private URL jar;
    private Path list;

    @BeforeEach
    void aJarOfTwoClasses() throws IOException {
        Path file = folder.resolve("classes.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            for (String name : List.of(FIRST, SECOND)) {
                String path = name.replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(path));
                try (InputStream in = getClass().getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(out);
                }
            }
        }
        jar = new URL("jar:" + file.toUri() + "!/");
        list = folder.resolve("serve.classes");
    }

    private JarClasses loader() throws IOException {
        return new JarClasses(List.of(jar), getClass().getClassLoader().getParent());
    }

    /** A start that needs these. */
    private void start(String program, String... names) throws Exception {
        JarClasses classes = loader();
        EarlyClasses early = EarlyClasses.begin(classes, list, program);
        for (String name : names) {
            classes.loadClass(name);
        }
        early.end();
    }

    @Test
    void whatAStartTookIsReadAheadByTheNext() throws Exception {
        start("1", SECOND, FIRST);
        assertThat(Files.readAllLines(list)).containsExactly("1", SECOND, FIRST);

        JarClasses next = loader();
        EarlyClasses.begin(next, list, "1");

        List<String> read = new ArrayList<>();
        await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("hourbook-early-classes")));
        read.addAll(next.get());
        assertThat(read).contains(SECOND, FIRST);
    }

    @Test
    void anotherProgramMakesAListOfItsOwn() throws Exception {
        start("1", SECOND, FIRST);
        start("2", FIRST);
        assertThat(Files.readAllLines(list)).containsExactly("2", FIRST);
        start("2", FIRST, SECOND);
        assertThat(Files.readAllLines(list)).as("kept as the first start of a program had it").containsExactly("2", FIRST);
    }

    @Test
    void aListThatIsDamagedIsAsGoodAsNone() throws Exception {
        Files.writeString(list, "1\nno.such.Class\n\n\u0000\n../etc/passwd\n" + FIRST + "\n");
        start("1", SECOND);
        Files.write(list, new byte[] {(byte) 0xc3, (byte) 0x28});
        start("1", SECOND);
        assertThat(Files.readAllLines(list)).containsExactly("1", SECOND);
    }

    @Test
    void twoStartsAtOnceDoNotWriteIntoEachOthersListAndNothingHalfWrittenIsLeft() throws Exception {
        // as if the other one were writing
        Files.createDirectory(folder.resolve("serve.classes.new"));
        start("1", SECOND);
        assertThat(Files.readAllLines(list)).containsExactly("1", SECOND);

        list = Files.createDirectories(folder.resolve("data/sync.classes/taken")).getParent();
        start("1", SECOND);
        try (Stream<Path> left = Files.list(list.getParent())) {
            assertThat(left).as("a list that could not be put in its place").containsExactly(list);
        }
    }

    @Test
    void aListSetsNoClassToWork() throws Exception {
        System.clearProperty("hourbook.test.worked");
        Path file = folder.resolve("working.jar");
        String path = Working.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file)); InputStream in = getClass().getClassLoader().getResourceAsStream(path)) {
            out.putNextEntry(new JarEntry(path));
            in.transferTo(out);
        }
        Files.writeString(list, "1\n" + Working.class.getName() + "\n");
        JarClasses classes = new JarClasses(List.of(new URL("jar:" + file.toUri() + "!/")), getClass().getClassLoader().getParent());

        EarlyClasses.begin(classes, list, "1");

        await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("hourbook-early-classes")));
        assertThat(classes.get()).containsExactly(Working.class.getName());
        assertThat(System.getProperty("hourbook.test.worked")).isNull();
        Class.forName(Working.class.getName(), true, classes);
        assertThat(System.getProperty("hourbook.test.worked")).as("needed at last").isEqualTo("yes");
        System.clearProperty("hourbook.test.worked");
    }

    /** Says so when it is set to work. */
    static final class Working {
        static {
            System.setProperty("hourbook.test.worked", "yes");
        }
    }

    @Test
    void nothingIsKeptWhereItCannotBeAndWhereClassesLieInFolders() throws Exception {
        JarClasses classes = loader();
        EarlyClasses early = EarlyClasses.begin(classes, folder.resolve("nowhere/serve.classes"), "1");
        classes.loadClass(FIRST);
        early.end();
        EarlyClasses.begin(list).end();
        start("", FIRST);
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(list).doesNotExist();
    }
}
