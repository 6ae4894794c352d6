package io.hourbook;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Transactional;

/** A package is a noun of the business with one public door; those below know nothing of those above. */
class ModulesTest {

    /** From the bottom up. A package may know those before it. */
    private static final List<String> ORDER = List.of(
            "launch", "problem", "name", "home", "author", "database", "backup", "money", "rounding", "overtime", "rate", "exchange", "timetable", "format", "edition", "deadletter", "reload",
            "sandbox", "security", "entry", "mapping", "credential", "approval", "intake", "allocation", "expense", "payroll", "retainer", "document", "delivery", "readback", "ledger", "xero", "quickbooks", "tryton", "cases", "version", "reconcile", "run",
            "rehearsal", "schedule", "report", "observe", "alert", "console", "cli");

    private static final String ROOT = "io.hourbook";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);
    private static final Set<JavaClass> BEANS = beans();
    private static final Set<JavaClass> MESSAGES = messages(BEANS, 3);
    private static final Set<String> ASKED = asked();

    @Test
    void noPackageKnowsOneThatKnowsIt() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        Set<String> without = CLASSES.stream().map(ModulesTest::room).filter(room -> !room.isEmpty() && !ORDER.contains(room))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(without).as("packages without a place: add them to the order, below all that use them").isEmpty();
    }

    @Test
    void nobodyKnowsThoseAbove() {
        Set<String> upwards = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                JavaClass other = dependency.getTargetClass().getBaseComponentType();
                boolean ours = other.getPackageName().startsWith(ROOT + ".");
                if (ours && !room(one).isEmpty() && ORDER.indexOf(room(other)) > ORDER.indexOf(room(one))) {
                    upwards.add(place(one) + ": " + room(one) + " knows " + room(other) + " (" + other.getSimpleName()
                            + "), which stands above it; turn the call round, or move what both need down");
                }
            }
        }

        assertThat(String.join("\n", upwards)).isEmpty();
    }

    /**
     * What makes proxies for these is left out of a start (config/hourbook-left-out.properties): they would be read by nobody, and
     * a method would run without its transaction, in its caller's thread, or never.
     */
    @Test
    void nobodyReliesOnAnAnnotationThatDoesNothingHere() {
        assertThat(String.join("\n", silent(CLASSES))).isEmpty();
        assertThat(silent(new ClassFileImporter().importClasses(Relying.class, OfOneKind.class)))
                .as("on a class, on a method, and on an annotation of one's own").hasSize(3);
    }

    private static final List<String> SILENT = List.of(
            "org.springframework.transaction.annotation.Transactional", "jakarta.transaction.Transactional",
            "org.springframework.transaction.event.TransactionalEventListener", "org.springframework.scheduling.annotation.Async",
            "org.springframework.scheduling.annotation.Scheduled", "org.springframework.cache.annotation.Cacheable",
            "org.springframework.cache.annotation.CacheEvict", "org.springframework.cache.annotation.CachePut",
            "org.springframework.retry.annotation.Retryable", "org.springframework.validation.annotation.Validated",
            "org.aspectj.lang.annotation.Aspect", "io.micrometer.core.annotation.Timed", "io.micrometer.core.annotation.Counted",
            "io.micrometer.observation.annotation.Observed", "org.springframework.security.access.prepost.PreAuthorize",
            "org.springframework.security.access.prepost.PostAuthorize", "org.springframework.security.access.annotation.Secured",
            "jakarta.annotation.security.RolesAllowed");

    private static Set<String> silent(JavaClasses classes) {
        Set<String> silent = new TreeSet<>();
        for (JavaClass one : classes) {
            for (String annotation : SILENT) {
                String word = "@" + annotation.substring(annotation.lastIndexOf('.') + 1);
                String instead = " does nothing here: say it in the code, as with TransactionTemplate";
                if (one.isMetaAnnotatedWith(annotation)) {
                    silent.add(place(one) + ": " + word + " on " + one.getSimpleName() + instead);
                }
                one.getMethods().stream().filter(method -> method.isMetaAnnotatedWith(annotation)).forEach(
                        method -> silent.add(place(one) + ": " + word + " on " + one.getSimpleName() + "." + method.getName() + instead));
            }
        }
        return silent;
    }

    @Transactional
    @Retention(RetentionPolicy.RUNTIME)
    private @interface OfOneKind {}

    @OfOneKind
    private static final class Relying {
        @Transactional(readOnly = true)
        void looks() {}
    }

    @Test
    void whatIsPublicIsUsedByAnotherPackage() {
        Assumptions.assumeTrue(CLASSES.stream().anyMatch(one -> room(one).equals("cli")), "doors are judged once everybody has moved in");
        Set<String> idle = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            boolean door = one.getModifiers().contains(JavaModifier.PUBLIC) && one.isTopLevelClass() && !room(one).isEmpty();
            if (door && !bean(one) && !usedElsewhere(one)) {
                idle.add(place(one) + ": " + one.getSimpleName() + " is public and nobody outside uses it, drop the word public");
            }
        }

        assertThat(String.join("\n", idle)).isEmpty();
    }

    /** Routes call beans by name and carry messages between them, pages ask by expression: those need public classes too. */
    private static boolean bean(JavaClass one) {
        return room(one).equals("console") || BEANS.contains(one) || MESSAGES.contains(one) || ASKED.contains(one.getSimpleName());
    }

    private static Set<JavaClass> beans() {
        Set<JavaClass> beans = new HashSet<>();
        for (JavaClass one : CLASSES) {
            if (one.isMetaAnnotatedWith("org.springframework.stereotype.Component")) {
                beans.add(one);
            }
            one.getMethods().stream()
                    .filter(method -> method.isAnnotatedWith("org.springframework.context.annotation.Bean"))
                    .forEach(method -> beans.add(method.getRawReturnType()));
        }
        return beans;
    }

    /** What beans take and give, and what the routes then ask of that. */
    private static Set<JavaClass> messages(Set<JavaClass> from, int steps) {
        Set<JavaClass> messages = new HashSet<>();
        for (JavaClass one : from) {
            for (JavaMethod method : one.getMethods()) {
                if (method.getModifiers().contains(JavaModifier.PUBLIC)) {
                    method.getAllInvolvedRawTypes().forEach(type -> messages.add(outermost(type)));
                }
            }
        }
        if (steps > 1) {
            messages.addAll(messages(messages, steps - 1));
        }
        return messages;
    }

    /** Whom routes ask in expressions, by reflection: {@code ${variable.conversation.asks}} is a question to a Conversation. */
    private static Set<String> asked() {
        Pattern question = Pattern.compile("\\$\\{variable\\.([a-z])(\\w*)\\.\\w+");
        try (Stream<Path> routes = Files.walk(Path.of("routes"))) {
            return routes.filter(path -> path.toString().endsWith(".camel.yaml")).map(ModulesTest::text)
                    .flatMap(text -> question.matcher(text).results())
                    .map(asked -> asked.group(1).toUpperCase(Locale.ROOT) + asked.group(2))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean usedElsewhere(JavaClass one) {
        return ALL.stream()
                .filter(other -> !other.getPackageName().equals(one.getPackageName()))
                .anyMatch(other -> other.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> outermost(dependency.getTargetClass().getBaseComponentType()).getName().equals(one.getName())));
    }

    private static JavaClass outermost(JavaClass one) {
        return one.getEnclosingClass().map(ModulesTest::outermost).orElse(one);
    }

    private static String room(JavaClass one) {
        String name = one.getPackageName();
        return name.length() <= ROOT.length() ? "" : name.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
    }

    private static String place(JavaClass one) {
        return "src/main/java/" + outermost(one).getName().replace('.', '/') + ".java:1";
    }
}
