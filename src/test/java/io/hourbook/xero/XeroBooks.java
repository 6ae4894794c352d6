package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An organisation in Xero as far as Hourbook goes: what it has, what it takes, and how it says no. */
final class XeroBooks {

    private static final Pattern TERM = Pattern.compile("(\\w+)==\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern STARTS = Pattern.compile("Narration\\.StartsWith\\(\"((?:[^\"\\\\]|\\\\.)*)\"\\)");

    final Map<Resource, Map<String, ObjectNode>> documents = new LinkedHashMap<>();
    final Map<String, ObjectNode> contacts = new LinkedHashMap<>();
    final Set<String> accounts = new TreeSet<>();
    final Set<String> currencies = new TreeSet<>(List.of("USD"));
    String baseCurrency = "USD";
    String lockDate;
    String yearLockDate;
    /** What the organisation adds to each total, as where a discount is set up there. */
    BigDecimal discount = BigDecimal.ZERO;

    XeroBooks() {
        for (Resource resource : Resource.values()) {
            documents.put(resource, new LinkedHashMap<>());
        }
    }

    String contact(String accountNumber, String name) {
        String id = UUID.randomUUID().toString();
        contacts.put(id, Json.object().put("ContactID", id).put("ContactStatus", "ACTIVE").put("Name", name).put("AccountNumber", accountNumber));
        return id;
    }

    ObjectNode organisation() {
        ObjectNode one = Json.object().put("Name", "Harbour Lane Studio").put("BaseCurrency", baseCurrency);
        lock(one, "PeriodLockDate", lockDate);
        lock(one, "EndOfYearLockDate", yearLockDate);
        ObjectNode answer = Json.object();
        answer.putArray("Organisations").add(one);
        return answer;
    }

    private static void lock(ObjectNode one, String field, String day) {
        if (day != null) {
            one.put(field, "/Date(" + java.time.LocalDate.parse(day).toEpochDay() * 86_400_000L + "+0000)/");
        }
    }

    /** Those that a filter finds. */
    ObjectNode find(String path, String where) {
        Map<String, ObjectNode> all = path.equals("Contacts") ? contacts : documents.get(resource(path));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(path);
        all.values().stream().filter(filter(where)).forEach(list::add);
        return answer;
    }

    private static Predicate<JsonNode> filter(String where) {
        Matcher starts = STARTS.matcher(where);
        if (starts.matches()) {
            String begin = starts.group(1).replace("\\\"", "\"");
            return one -> one.path("Narration").asText().startsWith(begin);
        }
        boolean any = where.contains(" OR ");
        List<Predicate<JsonNode>> terms = new ArrayList<>();
        Matcher term = TERM.matcher(where);
        while (term.find()) {
            String field = term.group(1);
            String value = term.group(2).replace("\\\"", "\"");
            terms.add(one -> one.path(field).asText().equals(value));
        }
        return one -> any ? terms.stream().anyMatch(is -> is.test(one)) : terms.stream().allMatch(is -> is.test(one));
    }

    static Resource resource(String path) {
        for (Resource resource : Resource.values()) {
            if (resource.path().equals(path)) {
                return resource;
            }
        }
        throw new AssertionError("Xero has no " + path);
    }

    /** A new document, or what is wrong with it, told in the element as with summarizeErrors=false. */
    ObjectNode create(Resource resource, JsonNode sent) {
        return take(resource, sent, null);
    }

    ObjectNode update(Resource resource, ObjectNode standing, JsonNode sent) {
        return take(resource, sent, standing);
    }

    private ObjectNode take(Resource resource, JsonNode sent, ObjectNode standing) {
        List<String> errors = standing != null && List.of("DELETED", "VOIDED").contains(sent.path("Status").asText())
                ? new ArrayList<>() : errors(resource, sent, standing);
        if (standing != null && !List.of("DRAFT", "SUBMITTED").contains(standing.path("Status").asText())
                && !sent.path("Status").asText().equals("VOIDED")) {
            errors.add("Invoice not of valid status for modification");
        }
        ObjectNode element = standing == null ? Json.object() : standing.deepCopy();
        element.setAll((ObjectNode) sent.deepCopy());
        if (!errors.isEmpty()) {
            if (standing == null) {
                element.put(resource.id(), "00000000-0000-0000-0000-000000000000");
            }
            ArrayNode told = element.putArray("ValidationErrors");
            errors.forEach(error -> told.addObject().put("Message", error));
            return element.put("HasErrors", true).put("StatusAttributeString", "ERROR");
        }
        return kept(resource, element, standing);
    }

    private ObjectNode kept(Resource resource, ObjectNode element, ObjectNode standing) {
        if (standing == null) {
            element.put(resource.id(), UUID.randomUUID().toString());
        }
        if (!resource.journal()) {
            Set<String> known = new TreeSet<>();
            if (standing != null) {
                standing.path("LineItems").forEach(line -> known.add(line.path("LineItemID").asText()));
            }
            BigDecimal total = discount.negate();
            for (JsonNode line : element.path("LineItems")) {
                // a line without an id that is known is deleted and made anew
                if (!known.contains(line.path("LineItemID").asText())) {
                    ((ObjectNode) line).put("LineItemID", UUID.randomUUID().toString());
                }
                total = total.add(line.path("LineAmount").decimalValue());
            }
            element.put("SubTotal", total).put("HasErrors", false);
        }
        documents.get(resource).put(element.path(resource.id()).asText(), element);
        return element;
    }

    private List<String> errors(Resource resource, JsonNode sent, ObjectNode standing) {
        List<String> errors = new ArrayList<>();
        if (lockDate != null && sent.path("Date").asText().compareTo(lockDate) <= 0) {
            errors.add("The document date cannot be before the period lock date, currently set at " + lockDate);
        }
        if (yearLockDate != null && sent.path("Date").asText().compareTo(yearLockDate) <= 0) {
            errors.add("The document date cannot be before the end of year lock date, currently set at " + yearLockDate);
        }
        BigDecimal balance = BigDecimal.ZERO;
        for (JsonNode line : sent.path(resource.lines())) {
            balance = balance.add(line.path("LineAmount").decimalValue());
            if (!accounts.contains(line.path("AccountCode").asText())) {
                errors.add("Account code '" + line.path("AccountCode").asText() + "' is not a valid code for this document.");
            }
            if (!resource.journal()) {
                BigDecimal amount = line.path("Quantity").decimalValue().multiply(line.path("UnitAmount").decimalValue()).setScale(2, RoundingMode.HALF_EVEN);
                if (amount.compareTo(line.path("LineAmount").decimalValue()) != 0) {
                    errors.add("The line total " + line.path("LineAmount").asText() + " does not match the expected line total " + amount);
                }
            }
        }
        if (resource.journal() && (balance.signum() != 0 || sent.path("JournalLines").size() < 2)) {
            errors.add("The total debits must equal total credits");
        }
        if (!resource.journal()) {
            trade(resource, sent, standing, errors);
        }
        return errors;
    }

    private void trade(Resource resource, JsonNode sent, ObjectNode standing, List<String> errors) {
        if (!currencies.contains(sent.path("CurrencyCode").asText())) {
            errors.add("Organisation is not subscribed to currency " + sent.path("CurrencyCode").asText());
        }
        if (!contacts.containsKey(sent.path("Contact").path("ContactID").asText())) {
            errors.add("The Contact is not known or archived");
        }
        boolean unique = sent.path("Type").asText().startsWith("ACCREC");
        boolean taken = documents.get(resource).values().stream().anyMatch(one -> one != standing
                && one.path("Type").equals(sent.path("Type")) && one.path(resource.number()).equals(sent.path(resource.number()))
                && !one.path("Status").asText().equals("DELETED"));
        if (unique && taken && sent.has(resource.number())) {
            errors.add("Invoice # must be unique.");
        }
    }
}
