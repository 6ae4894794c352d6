package io.hourbook.mapping;

import io.hourbook.mapping.AlertPolicy.Hook;
import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.mapping.AlertPolicy.Mail;
import io.hourbook.mapping.AlertPolicy.Security;
import io.hourbook.timetable.OffPeak;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads alerts.yaml, and says what a mail cannot go out without. */
final class AlertReader {

    private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");
    private static final int MOST_MINUTES = 100_000;
    private static final int HIGHEST_PORT = 65_535;

    private final PolicyFile file;
    private final Secrets secrets;
    private final Faults faults;

    AlertReader(PolicyFile file, Secrets secrets, Faults faults) {
        this.file = file;
        this.secrets = secrets;
        this.faults = faults;
    }

    AlertPolicy read(ZoneId zone) {
        Mail mail = mail();
        Hook hook = hook();
        Map<Kind, Integer> minutes = new EnumMap<>(Kind.class);
        minutes(minutes, Kind.DEAD_LETTERS, "dead_letter_minutes");
        minutes(minutes, Kind.TARGET, "target_minutes");
        if (minutes.containsKey(Kind.TARGET)) {
            // a refused credential does not pass by itself
            minutes.put(Kind.CREDENTIALS, 0);
        }
        minutes(minutes, Kind.RUN, "run_minutes");
        minutes(minutes, Kind.CONSERVATION, "conservation_minutes");
        minutes(minutes, Kind.DISK, "disk_minutes");
        minutes(minutes, Kind.SCHEDULE, "schedule_minutes");
        minutes(minutes, Kind.INBOX, "inbox_minutes");
        minutes(minutes, Kind.EDITS, "edit_minutes");
        String console = WebAddress.read(file.optional("console"), "is no address of the console", "write the address as a browser shows it", faults);
        return new AlertPolicy(
                mail, hook, console, minutes, file.optional("dead_letters").whole(1, 1_000_000),
                Duration.ofHours(Row.or(file.optional("remind_hours").whole(0, 10_000), 0)), quiet(), zone, unready());
    }

    private void minutes(Map<Kind, Integer> minutes, Kind kind, String key) {
        Integer named = file.optional(key).whole(0, MOST_MINUTES);
        if (named != null) {
            minutes.put(kind, named);
        }
    }

    private Mail mail() {
        List<String> to = addresses(file.optional("to"));
        String from = file.optional("from").email();
        Cell server = file.optional("server");
        Security security = Row.or(file.optional("security").word(Security.class), Security.STARTTLS);
        String user = file.optional("user").name();
        String password = secrets.secret("password", file.optional("password"));
        if (to.isEmpty()) {
            return null;
        }
        if (from == null || server.empty()) {
            faults.add("MAP-261", (server.empty() ? server : file.optional("from")).where(), "mail has nobody to go by", null,
                    "from, an address, and server, such as smtp.example.com:587", "fill in both, or take out the addresses at to");
            return null;
        }
        Matcher parts = SERVER.matcher(server.text());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            server.wrong("MAP-262", "is no mail server", "a name and a port, such as smtp.example.com:587", "write the name, a colon and the port");
            return null;
        }
        return new Mail(List.copyOf(to), from, parts.group(1), Integer.parseInt(parts.group(2)), security, user, password);
    }

    private List<String> addresses(Cell cell) {
        List<String> addresses = new ArrayList<>();
        if (!cell.empty()) {
            for (String one : cell.text().split(",")) {
                String address = new Cell("to", one, cell.where(), faults).email();
                if (address != null) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }

    private Hook hook() {
        Cell cell = file.optional("hook");
        boolean reference = !cell.empty() && cell.text().startsWith("$");
        String url = reference ? secrets.secret("hook", cell)
                : WebAddress.read(cell, "is no address of a hook", "write the address; one that is a secret itself as a reference, ${env:ALERT_HOOK}", faults);
        String token = secrets.secret("hook_token", file.optional("hook_token"));
        return cell.empty() ? null : new Hook(url, token);
    }

    private OffPeak quiet() {
        Cell cell = file.optional("quiet");
        return cell.empty() ? null : WhenReader.hours(cell);
    }

    private String unready() {
        return faults.none() ? null : faults.all().get(0).text().lines().findFirst().orElse(null);
    }
}
