package io.hourbook.observe;

import io.hourbook.database.Database;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.schedule.ScheduleView;
import io.hourbook.version.Gate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What needs a person at this moment, as health knows it, each by a cause of its own. */
public final class Conditions {

    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,3}-\\d{3}\\b");
    private static final String OVERVIEW = "/";
    private static final int LONGEST_NODE = 120;

    private final Observation observation;
    private final Database database;
    private final DeadLetterDesk letters;
    private final Supplier<Gate> gate;
    private final Supplier<RouteDeployer> routes;
    private final String node;

    Conditions(Observation observation, Database database, DeadLetterDesk letters, Supplier<Gate> gate, Supplier<RouteDeployer> routes, Home home) {
        this.observation = observation;
        this.database = database;
        this.letters = letters;
        this.gate = gate;
        this.routes = routes;
        this.node = node(home);
    }

    private static String node(Home home) {
        String name = host() + ":" + home.root().toAbsolutePath().normalize();
        return name.length() <= LONGEST_NODE ? name : name.substring(name.length() - LONGEST_NODE);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    /** By what this node's own conditions are known. */
    public String node() {
        return node;
    }

    /** Everything that stands, or nothing where that is not known: before the first look, and while the database is away. */
    public Optional<List<Condition>> now() {
        if (database.away()) {
            return Optional.empty();
        }
        return observation.figures().map(figures -> {
            List<Condition> found = new ArrayList<>();
            letters(found);
            targets(figures, found);
            run(figures, found);
            schedules(found);
            here(found);
            return found;
        });
    }

    private void letters(List<Condition> found) {
        for (DeadLetterDesk.Standing cause : letters.standing()) {
            String plural = cause.kind().equals("entry") ? "entries" : cause.kind() + "s";
            found.add(new Condition(
                    Kind.DEAD_LETTERS, "dead-letters " + cause.fingerprint(), "", null, cause.letters(), cause.code(),
                    cause.letters() + " " + (cause.letters() == 1 ? cause.kind() : plural) + (cause.source() == null ? "" : " from " + cause.source())
                            + " could not be handled",
                    "/dead-letters?state=open&fingerprint=" + cause.fingerprint()));
        }
    }

    /** A target that cannot be called has not taken what is due, either: that is one problem. */
    private void targets(Figures figures, List<Condition> found) {
        Set<String> wanting = new TreeSet<>();
        figures.all("credentials").forEach(each -> {
            Matcher code = CODE.matcher(each.and());
            wanting.add(each.of());
            found.add(common(Kind.CREDENTIALS, "credentials " + each.of(), null, code.find() ? code.group() : null,
                    "target " + each.of() + " cannot be called before somebody sees to its credentials", "/documents"));
        });
        figures.by("due-since").forEach((target, since) -> {
            if (wanting.contains(target)) {
                return;
            }
            long waiting = figures.all("deliveries").stream().filter(each -> target.equals(each.of()) && !"failed".equals(each.and()))
                    .mapToLong(Figures.Figure::number).sum();
            found.add(common(Kind.TARGET, "target " + target, Instant.ofEpochSecond(since), null,
                    "target " + target + " has not taken what is due: " + waiting + (waiting == 1 ? " document waits" : " documents wait"), "/documents"));
        });
    }

    /** Of why, the code alone: what a run says of its failure may name people. */
    private static void run(Figures figures, List<Condition> found) {
        Runs.last(figures).ifPresent(run -> {
            Matcher code = CODE.matcher(run.and() == null ? "" : run.and());
            String known = code.find() ? code.group() : null;
            if (!Runs.conserved(figures)) {
                found.add(common(Kind.CONSERVATION, "conservation", null, known, "the books are not conserved: run " + run.number(), "/runs/" + run.number()));
            } else if ("failed".equals(run.of()) && !"RUN-003".equals(known)) {
                found.add(common(Kind.RUN, "run", null, known, "the last run failed", "/runs/" + run.number()));
            }
        });
    }

    private void schedules(List<Condition> found) {
        for (ScheduleView schedule : observation.schedules()) {
            boolean failed = Schedules.failed(schedule);
            if (failed || Schedules.overdue(schedule)) {
                found.add(common(Kind.SCHEDULE, "schedule " + schedule.name(), null, failed ? "SCH-101" : null,
                        "schedule " + schedule.name() + (failed ? " has failed" : " has missed " + schedule.missed() + " due times"), OVERVIEW));
            }
        }
    }

    /** What only this node can see: its disks, its inbox, its folders. */
    private void here(List<Condition> found) {
        for (FreeSpace.Place place : observation.disks()) {
            if (!place.enough()) {
                String folder = place.folder().isEmpty() ? "the home" : place.folder();
                found.add(own(Kind.DISK, "disk " + folder, null, "HOM-101", "too little room on the disk of " + folder, OVERVIEW));
            }
        }
        InboxLook.Seen inbox = observation.inbox();
        if (inbox.oldest() != null) {
            found.add(own(Kind.INBOX, "inbox", inbox.oldest(), null,
                    inbox.waiting() + (inbox.waiting() == 1 ? " file waits" : " files wait") + " in the inbox", OVERVIEW));
        }
        gate.get().refused().ifPresent(refusal -> found.add(own(Kind.EDITS, "edits", refusal.since(),
                refusal.findings().isEmpty() ? null : refusal.findings().get(0).code(), "an edit of routes or mappings was refused", "/versions")));
        if (!routes.get().findings().isEmpty()) {
            found.add(own(Kind.EDITS, "routes", null, routes.get().findings().get(0).code(), "a route does not run", "/versions"));
        }
    }

    private static Condition common(Kind kind, String cause, Instant since, String code, String what, String link) {
        return new Condition(kind, cut(cause), "", since, 0, code, what, link);
    }

    private Condition own(Kind kind, String cause, Instant since, String code, String what, String link) {
        return new Condition(kind, cut(cause + " of " + node), node, since, 0, code, what, link);
    }

    private static String cut(String cause) {
        return cause.length() <= 190 ? cause : cause.substring(0, 190);
    }
}
