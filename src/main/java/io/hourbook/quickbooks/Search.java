package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Request;
import io.hourbook.quickbooks.Wanted.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks ids up, a few questions for all that is wanted. Customers, vendors and employees by name; short lists are read whole. */
final class Search {

    /** So many names in one question keep its address short enough. */
    private static final int NAMES = 25;
    /** Pages of a list that is read whole: 50,000 accounts or items. */
    private static final int MOST_PAGES = 50;

    private final Company company;
    private final Directory directory;
    private final Set<Wanted> wanted;
    private final Deque<Question> questions = new ArrayDeque<>();

    private record Question(String word, List<Wanted> about, int from) {

        boolean whole() {
            return about.get(0).kind().readWhole();
        }

        String select() {
            String page = " startposition " + from + " maxresults " + Company.PAGE;
            String field = about.get(0).kind().nameField();
            return whole()
                    ? "select * from " + word + page
                    : "select * from " + word + " where " + field + " in ("
                            + about.stream().map(Wanted::name).distinct().map(Company::quoted).collect(Collectors.joining(", ")) + ")" + page;
        }
    }

    Search(Company company, Directory directory, Set<Wanted> unknown) {
        this.company = company;
        this.directory = directory;
        this.wanted = new LinkedHashSet<>(unknown);
        Map<String, List<Wanted>> byWord = new LinkedHashMap<>();
        wanted.forEach(one -> byWord.computeIfAbsent(one.kind().word(), any -> new ArrayList<>()).add(one));
        byWord.forEach((word, about) -> {
            int most = about.get(0).kind().readWhole() ? about.size() : NAMES;
            for (int i = 0; i < about.size(); i += most) {
                questions.add(new Question(word, about.subList(i, Math.min(about.size(), i + most)), 1));
            }
        });
    }

    boolean asks() {
        return !questions.isEmpty();
    }

    Request request() {
        return company.query(questions.element().select());
    }

    /** @return false where the answer is none to this question */
    boolean hear(JsonNode answer) {
        Question question = questions.element();
        if (!answer.path("QueryResponse").isObject()) {
            return false;
        }
        questions.remove();
        JsonNode found = answer.path("QueryResponse").path(question.word());
        for (Wanted one : question.about()) {
            match(found, one);
        }
        boolean more = found.size() >= Company.PAGE && question.from() < MOST_PAGES * Company.PAGE;
        if (question.whole() && more && question.about().stream().anyMatch(wanted::contains)) {
            questions.addFirst(new Question(question.word(), question.about(), question.from() + Company.PAGE));
        }
        return true;
    }

    /** What was not found. */
    Set<Wanted> missing() {
        return wanted;
    }

    private void match(JsonNode found, Wanted one) {
        for (String field : fields(one.kind())) {
            for (JsonNode each : found) {
                String id = Wire.field(each, "Id");
                if (id != null && one.name().equalsIgnoreCase(each.path(field).asText(""))) {
                    directory.know(company, one, id);
                    wanted.remove(one);
                    return;
                }
            }
        }
    }

    private static List<String> fields(Kind kind) {
        return switch (kind) {
            case ACCOUNT -> List.of("AcctNum", "FullyQualifiedName", "Name");
            case ITEM -> List.of("Sku", "FullyQualifiedName", "Name");
            case PROJECT_CLASS, SERVICE_CLASS, WORKER_CLASS -> List.of("FullyQualifiedName", "Name");
            default -> List.of("DisplayName");
        };
    }
}
