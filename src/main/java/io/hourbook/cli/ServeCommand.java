package io.hourbook.cli;

import io.hourbook.database.Database;
import io.hourbook.database.PassEnded;
import io.hourbook.database.ServeLock;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.launch.EarlyClasses;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Problem;
import io.hourbook.run.Passes;
import io.hourbook.security.InnerDoor;
import io.hourbook.security.Listening;
import io.hourbook.security.UserAdmin;
import io.hourbook.security.UserFile;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "Runs everything: watched inbox, schedules, delivery, console. The default command.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--sample", description = "Lay out a home with the sample company first, if there is none yet.")
    private boolean sample;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Home home = homeOption.home();
        if (sample && !HomeLayout.isLaidOut(home)) {
            HomeLayout.layOut(home, true).forEach(spec.commandLine().getOut()::println);
        }
        homeOption.laidOut();
        Listening listening = Listening.of(System.getenv());
        boolean databaseInside = System.getenv().getOrDefault("HOURBOOK_DB_URL", "").isBlank();
        new FreeSpace(home, databaseInside).tooLittle().ifPresent(full -> {
            throw new Problem(full);
        });
        ServeLock lock = ServeLock.take(home);
        EarlyClasses early = EarlyClasses.begin(home.data().resolve("serve.classes"));
        ConfigurableApplicationContext service;
        try {
            service = Application.start(home, Database.open(home, "serve"), lock.token(), listening, true);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
        int port = ((ServletWebServerApplicationContext) service).getWebServer().getPort();
        early.end();
        lock.consoleIsUp(port, service.getBean(InnerDoor.class).callPort(port));
        Runtime.getRuntime().addShutdownHook(new Thread(lock::close, "serve-lock-exit"));
        // before the pass: it may wait for a target or for another node, and somebody may want to look meanwhile
        firstLogin(home);
        firstPass(service);
        if (!service.isActive()) {
            return HourbookCommand.STAYS_UP;
        }
        spec.commandLine().getOut().println("Hourbook is up: " + listening.url(port) + "  (home " + home.root() + (TargetProfile.of(System::getenv) == TargetProfile.SANDBOX ? "; delivers to the sandbox only" : "")
                + "; stop with Ctrl-C)");
        return HourbookCommand.STAYS_UP;
    }

    /** A home without users gets one. Its password is printed here, once, and is nowhere else. */
    private void firstLogin(Home home) {
        try {
            new UserAdmin(UserFile.of(home, System.getenv("HOURBOOK_USERS_FILE")), Clock.systemUTC()).first().ifPresent(password ->
                    spec.commandLine().getOut().println("Sign in as admin with the password " + password
                            + "\n  It is shown this once. Change it with: hourbook users password admin --home " + home.root()));
        } catch (Problem problem) {
            spec.commandLine().getErr().println(problem.getMessage());
        }
    }

    /** What lies in the inbox is not left to the first schedule. A pass that breaks does not end the service. */
    private void firstPass(ConfigurableApplicationContext service) {
        try {
            spec.commandLine().getOut().println(SummaryText.of(service.getBean(Passes.class).first("serve")));
        } catch (PassEnded told) {
            // the log has it, and the pass is made up for
            return;
        } catch (Problem problem) {
            spec.commandLine().getErr().println(problem.getMessage());
        }
    }
}
