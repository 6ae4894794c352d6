package io.hourbook.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alerts in words: of the causes by code, with the heading that docs/errors.md has for it. Never the words of a finding, a run or
 * a target, which may name people or amounts.
 */
final class AlertWords {

    private static final Pattern HEADING = Pattern.compile("^## ([A-Z]{2,3}-\\d{3}) (.*)$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("^([A-Z]{2,3}-\\d{3}): (.*)$");

    private final String company;
    private final Map<String, String> titles = new HashMap<>();

    /** @param company by which readers know whose books these are */
    AlertWords(String company) {
        this.company = company;
        try (InputStream page = AlertWords.class.getResourceAsStream("/docs/errors.md")) {
            Matcher heading = HEADING.matcher(page == null ? "" : new String(page.readAllBytes(), StandardCharsets.UTF_8));
            while (heading.find()) {
                titles.put(heading.group(1), heading.group(2).strip());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The line of a mail's list. */
    String subject(List<Message> messages) {
        if (messages.size() == 1) {
            Message one = messages.get(0);
            return "[Hourbook " + company + "] " + switch (one.event()) {
                case BEGAN -> "";
                case LASTS -> "still: ";
                case OVER -> "over: ";
            } + sentence(one);
        }
        List<String> counts = new ArrayList<>();
        counted(counts, messages, Event.BEGAN, "new");
        counted(counts, messages, Event.LASTS, "still there");
        counted(counts, messages, Event.OVER, "over");
        return "[Hourbook " + company + "] " + messages.size() + " problems: " + String.join(", ", counts);
    }

    private static void counted(List<String> counts, List<Message> messages, Event event, String word) {
        long count = messages.stream().filter(message -> message.event() == event).count();
        if (count > 0) {
            counts.add(count + " " + word);
        }
    }

    /** @param console where people open it, or null */
    String text(List<Message> messages, String console) {
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            text.append(switch (message.event()) {
                case BEGAN -> "";
                case LASTS -> "Still: ";
                case OVER -> "Over: ";
            }).append(sentence(message)).append('\n');
            text.append("  since  ").append(time(message.began())).append(" UTC, ").append(span(Duration.between(message.began(), message.ended()))).append('\n');
            String title = title(message);
            if (title != null) {
                text.append("  why    ").append(title).append('\n');
            }
            if (message.event() != Event.OVER) {
                text.append("  look   ").append(console == null ? "the console, " + message.link() : console + message.link()).append('\n');
            }
            text.append('\n');
        }
        return text.append("-- \nHourbook ").append(company).append(". Each cause is told once, again while it lasts, and when it is over; mappings/alerts.yaml says when and to whom.\n")
                .toString();
    }

    /** The same for programs; {@code text} is what chat programs show. */
    Map<String, Object> json(List<Message> messages, String console) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", subject(messages));
        json.put("company", company);
        json.put("alerts", messages.stream().map(message -> json(message, console)).toList());
        return json;
    }

    private Map<String, Object> json(Message message, String console) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", message.event().word());
        json.put("kind", message.kind().word());
        json.put("cause", message.cause());
        json.put("what", sentence(message));
        json.put("code", code(message));
        json.put("why", title(message));
        json.put("letters", message.letters());
        json.put("since", message.began().toString());
        json.put("until", message.event() == Event.OVER ? message.ended().toString() : null);
        json.put("link", console == null ? null : console + message.link());
        return json;
    }

    private static String sentence(Message message) {
        Matcher code = CODE.matcher(message.what());
        return code.matches() ? code.group(2) + " (" + code.group(1) + ")" : message.what();
    }

    private static String code(Message message) {
        Matcher code = CODE.matcher(message.what());
        return code.matches() ? code.group(1) : null;
    }

    private String title(Message message) {
        String code = code(message);
        return code == null ? null : titles.get(code);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString().replace("T", " ").replaceAll(":00Z$", "");
    }

    private static String span(Duration lasted) {
        long minutes = Math.max(0, lasted.toMinutes());
        return minutes < 120 ? minutes + " minutes" : minutes < 2_880 ? minutes / 60 + " hours" : minutes / 1_440 + " days";
    }
}
