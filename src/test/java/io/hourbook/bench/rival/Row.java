package io.hourbook.bench.rival;

import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.Suspicion;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Binds one row after the other to an insert, in the order of the {@link Table}'s columns. */
final class Row {

    /** One mapping version, one run, one source and one file are in a fresh database, and have this number. */
    private static final int FIRST = 1;

    private final PreparedStatement insert;
    private int at;

    Row(PreparedStatement insert) {
        this.insert = insert;
    }

    /** An entry as it was received. @param id 0 to have it numbered by the table */
    static void entry(PreparedStatement insert, long id, byte[] identity, byte[] fingerprint, String worker, ReceivedEntry entry)
            throws SQLException {
        Names names = entry.names();
        new Row(insert).number(id == 0 ? null : id).number(FIRST).bytes(identity).bytes(fingerprint).text(entry.sourceId()).text(worker)
                .text(names.worker()).text(names.email()).text(names.client()).text(names.project()).text(names.service())
                .time(LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC)).time(entry.wallStart()).text(entry.zone().getId())
                .flag(entry.timed()).date(entry.workDate()).number(entry.seconds()).flag(entry.billable()).flag(entry.invoiced())
                .number(entry.approval().ordinal()).text(entry.notes()).text(entry.tags()).text(null)
                .number(Suspicion.bits(entry.suspicions())).number(FIRST).number(entry.line()).text(entry.raw()).flag(false).number(FIRST)
                .whole(Table.ENTRY);
    }

    static void pay(PreparedStatement insert, Sides sides) throws SQLException {
        Work work = sides.work();
        Sides.Pay pay = sides.pay();
        new Row(insert).number(work.id()).text(Sides.state(pay.reason())).text(pay.reason() == null ? null : pay.reason().word())
                .text(pay.detail()).text(pay.flow()).text(work.workerId()).text(work.projectId()).text(work.serviceId()).text(pay.account())
                .number(work.seconds()).number(pay.seconds()).money(pay.rate()).text(pay.currency()).money(pay.amount()).time(work.startUtc())
                .date(work.date()).number(id(pay.group())).number(FIRST).whole(Table.PAY_ALLOCATION);
    }

    static void bill(PreparedStatement insert, Sides sides) throws SQLException {
        Work work = sides.work();
        Client client = work.client();
        Sides.Bill bill = sides.bill();
        new Row(insert).number(work.id()).text(Sides.state(bill.reason())).text(bill.reason() == null ? null : bill.reason().word())
                .text(bill.detail()).text(bill.flow()).text(bill.section()).text(work.workerId()).text(client == null ? null : client.client())
                .text(work.projectId()).text(work.serviceId()).text(bill.account()).number(work.seconds()).number(bill.seconds())
                .text(bill.rule()).text(bill.day()).money(bill.rate() == null ? null : bill.rate().rate())
                .text(bill.rate() == null ? null : bill.rate().currency()).text(bill.rate() == null ? null : bill.rate().at())
                .text(client == null ? null : client.moneyRounding().word())
                .text(client == null ? null : client.fxLock() == Client.FxLock.DOCUMENT ? "document" : "transaction")
                .text(bill.currency()).money(bill.amount()).text(bill.exchange()).time(work.startUtc()).date(work.date()).text(bill.retainer())
                .number(id(bill.group())).number(FIRST).whole(Table.BILL_ALLOCATION);
    }

    static void part(PreparedStatement insert, Labour.Part part) throws SQLException {
        Work work = part.sides().work();
        Sides.Pay pay = part.sides().pay();
        new Row(insert).date(part.week()).text(work.workerId()).number(work.id()).date(part.part().date()).text(part.part().code().name())
                .number(part.part().seconds()).text(work.serviceId()).text(pay.account()).money(pay.rate()).text(pay.currency())
                .whole(Table.PAY_PART);
    }

    static void drawn(PreparedStatement insert, Drawn drawn) throws SQLException {
        Work work = drawn.sides().work();
        new Row(insert).text(drawn.retainer().retainer()).number(work.id()).text(YearMonth.from(work.date()).toString())
                .text(work.serviceId()).text(drawn.sides().bill().account()).text(drawn.retainer().currency())
                .money(drawn.drawn().amount()).number(drawn.drawn().seconds()).number(drawn.drawn().rawSeconds())
                .money(drawn.drawn().restAmount()).number(drawn.drawn().restSeconds()).number(drawn.drawn().restRawSeconds())
                .flag(drawn.held()).number(id(drawn.journal())).number(id(drawn.invoice())).whole(Table.DRAWING);
    }

    static void group(PreparedStatement insert, Group group) throws SQLException {
        new Row(insert).number(group.id()).text(group.key().target()).text(group.key().stem()).text(group.key().type().name())
                .text(group.key().counterparty()).text(group.key().currency()).text(group.key().period()).text(group.key().subject())
                .whole(Table.DOCUMENT_GROUP);
    }

    static void document(PreparedStatement insert, Document document) throws SQLException {
        new Row(insert).number(document.id()).number(document.group().id()).text(document.group().key().target()).text(document.reference())
                .text(document.group().key().type().wire()).number(document.part()).text("draft").date(document.date()).date(document.due())
                .money(document.total()).money(document.baseTotal()).number(document.lines().size()).number(FIRST).bytes(document.hash())
                .number(FIRST).number(FIRST).whole(Table.DOCUMENT);
    }

    /** @param index of the line, from 0 */
    static void line(PreparedStatement insert, Document document, int index, Hash hash) throws SQLException {
        Line line = document.lines().get(index);
        new Row(insert).number(document.id()).number(index + 1).number(FIRST).text(line.key()).bytes(hash.add(line.content()).take())
                .number(line.entryId()).text(line.account()).money(line.amount()).money(line.base()).number(line.seconds())
                .number(FIRST).text(document.wires().get(index)).whole(Table.DOCUMENT_LINE);
    }

    static void delivery(PreparedStatement insert, Document document, MappingBook book, LocalDate today, LocalDateTime now) throws SQLException {
        new Row(insert).bytes(document.keyBytes()).number(document.id()).text(document.group().key().target()).number(FIRST).text("waiting")
                .date(document.dueOn(book, today)).time(now).time(now).whole(Table.DELIVERY);
    }

    private static Long id(Group group) {
        return group == null ? null : (long) group.id();
    }

    private Row text(String value) throws SQLException {
        if (value == null) {
            return nothing(Types.VARCHAR);
        }
        insert.setString(++at, value);
        return this;
    }

    private Row number(long value) throws SQLException {
        insert.setLong(++at, value);
        return this;
    }

    private Row number(Long value) throws SQLException {
        return value == null ? nothing(Types.BIGINT) : number(value.longValue());
    }

    private Row money(BigDecimal value) throws SQLException {
        if (value == null) {
            return nothing(Types.DECIMAL);
        }
        insert.setBigDecimal(++at, value);
        return this;
    }

    private Row bytes(byte[] value) throws SQLException {
        insert.setBytes(++at, value);
        return this;
    }

    private Row date(LocalDate value) throws SQLException {
        if (value == null) {
            return nothing(Types.DATE);
        }
        insert.setObject(++at, value);
        return this;
    }

    private Row time(LocalDateTime value) throws SQLException {
        insert.setObject(++at, value);
        return this;
    }

    private Row flag(Boolean value) throws SQLException {
        return value == null ? nothing(Types.BIGINT) : number(value ? 1 : 0);
    }

    private Row nothing(int type) throws SQLException {
        insert.setNull(++at, type);
        return this;
    }

    private void whole(Table table) {
        if (at != table.width()) {
            throw new IllegalStateException(at + " values for the " + table.width() + " columns of " + table);
        }
    }
}
