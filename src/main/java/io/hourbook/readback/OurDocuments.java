package io.hourbook.readback;

import io.hourbook.readback.OurDocument.Version;
import io.hourbook.readback.SeenDocument.Says;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds out which of the documents that a target told of are ours, and what we wrote there. */
final class OurDocuments {

    private final JdbcTemplate jdbc;

    OurDocuments(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that are ours, locked, by what was seen. By the target's id; one whose id is not known here yet by its reference. A copy that
     * somebody made there, with our reference and another id, is none of ours.
     */
    Map<SeenDocument, OurDocument> of(String target, Collection<SeenDocument> seen) {
        Map<String, OurDocument> byId = new HashMap<>();
        Map<String, OurDocument> byReference = new HashMap<>();
        Set<Integer> known = new HashSet<>();
        List<OurDocument> found = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        seen.forEach(one -> {
            ids.add(one.id());
            if (one.reference() != null) {
                references.add(one.reference());
            }
        });
        rows(target, "external_id", ids, found, known);
        rows(target, "reference", references, found, known);
        found.forEach(one -> {
            if (one.externalId() == null) {
                byReference.put(one.reference(), one);
            } else {
                byId.put(one.externalId(), one);
            }
        });
        Map<SeenDocument, OurDocument> ours = new LinkedHashMap<>();
        for (SeenDocument one : seen) {
            OurDocument mine = byId.getOrDefault(one.id(), byReference.get(one.reference()));
            if (mine != null) {
                ours.put(one, mine);
            }
        }
        ours.replaceAll((one, mine) -> one.says() == Says.OURS || !one.state().counts() ? mine : written(mine));
        return ours;
    }

    /** The numbers of our documents by the target's ids; those of others are left out. */
    Map<String, Integer> numbers(String target, Set<String> ids) {
        Map<String, Integer> numbers = new HashMap<>();
        if (!ids.isEmpty()) {
            List<Object> arguments = new ArrayList<>(List.of(target));
            arguments.addAll(ids);
            jdbc.query(
                    "select external_id, id from document where target = ? and external_id in (" + "?,".repeat(ids.size() - 1) + "?)",
                    row -> {
                        numbers.put(row.getString(1), row.getInt(2));
                    },
                    arguments.toArray());
        }
        return numbers;
    }

    /** Which of these credits are documents of ours: the target's ids, and the references. */
    Set<String> own(String target, Collection<SeenCredit> credits) {
        Set<String> names = new LinkedHashSet<>();
        credits.forEach(credit -> {
            names.add(credit.id());
            if (credit.reference() != null) {
                names.add(credit.reference());
            }
        });
        Set<String> own = new HashSet<>(numbers(target, names).keySet());
        if (!names.isEmpty()) {
            List<Object> arguments = new ArrayList<>(List.of(target));
            arguments.addAll(names);
            own.addAll(jdbc.queryForList(
                    "select reference from document where target = ? and reference in (" + "?,".repeat(names.size() - 1) + "?)", String.class,
                    arguments.toArray()));
        }
        return own;
    }

    private void rows(String target, String column, Set<String> values, List<OurDocument> into, Set<Integer> known) {
        if (values.isEmpty()) {
            return;
        }
        List<Object> arguments = new ArrayList<>(List.of(target));
        arguments.addAll(values);
        jdbc.query(
                """
                select d.id, d.reference, d.external_id, d.type, d.status, d.delivered_revision, d.date, d.due,
                  exists (select 1 from delivery y where y.document_id = d.id and y.state in ('sending', 'in-doubt')) as doubted
                from document d where d.target = ? and d.%s in (%s) order by d.id for update
                """
                        .formatted(column, "?,".repeat(values.size() - 1) + "?"),
                row -> {
                    if (known.add(row.getInt("id"))) {
                        into.add(document(row));
                    }
                },
                arguments.toArray());
    }

    private static OurDocument document(ResultSet row) throws SQLException {
        return new OurDocument(
                row.getInt("id"), row.getString("reference"), row.getString("external_id"), row.getString("type"), row.getString("status"),
                row.getInt("delivered_revision"), row.getBoolean("doubted"), row.getObject("date", LocalDate.class),
                row.getObject("due", LocalDate.class), List.of());
    }

    /** With what may stand at the target if nobody but us wrote there. */
    private OurDocument written(OurDocument ours) {
        Set<Integer> revisions = new LinkedHashSet<>(jdbc.queryForList(
                """
                select revision from delivery where document_id = ? and revision > ? and (doubted or state in ('sending', 'in-doubt'))
                order by revision""",
                Integer.class, ours.id(), ours.delivered()));
        if (ours.delivered() > 0) {
            revisions.add(ours.delivered());
        }
        List<Version> versions = revisions.stream().map(revision -> version(ours, revision)).toList();
        return new OurDocument(
                ours.id(), ours.reference(), ours.externalId(), ours.type(), ours.status(), ours.delivered(), ours.doubted(), ours.date(),
                ours.due(), versions);
    }

    private Version version(OurDocument ours, int revision) {
        List<BigDecimal> amounts = jdbc.queryForList(
                """
                select amount from document_line
                where document_id = ? and from_revision <= ? and (until_revision is null or until_revision > ?) and amount is not null
                """,
                BigDecimal.class, ours.id(), revision, revision);
        boolean journal = ours.type().equals("journal-entry");
        BigDecimal total = amounts.stream().filter(amount -> !journal || amount.signum() > 0).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Version(revision, total, amounts.stream().map(BigDecimal::abs).toList());
    }
}
