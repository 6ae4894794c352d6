package io.hourbook.bench.rival;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hourbook.exchange.Cross;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Currencies;
import io.hourbook.money.Hours;
import io.hourbook.money.Money;
import io.hourbook.money.Price;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * One line of a document.
 *
 * @param key     what it is about
 * @param entryId or null
 * @param amount  positive; a journal's credits are negative; null in payroll
 * @param seconds or null
 * @param content as JSON, without its own name
 */
record Line(String key, Long entryId, String account, BigDecimal amount, BigDecimal base, Long seconds, String content) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The line under its name in a document. */
    String wire(String reference, int position) {
        return "{\"line\":\"" + reference + "/" + position + "\"," + content.substring(1);
    }

    /** Writes the lines of entries, as the contract of the HTTP target has their fields. */
    static final class Writer {

        private final MappingBook book;
        private final String source;
        private final LocalDate today;

        Writer(MappingBook book, String source, LocalDate today) {
            this.book = book;
            this.source = source;
            this.today = today;
        }

        /** A contractor's entry on a vendor's bill. */
        Line billed(Sides sides) {
            Work work = sides.work();
            Sides.Pay pay = sides.pay();
            Worker worker = work.worker();
            BigDecimal base = base(pay.amount(), pay.currency(), work.date());
            return new Line("entry " + work.id(), work.id(), pay.account(), pay.amount(), base, work.seconds(), json(out -> {
                begin(out, work, pay.account(), description(work), work.seconds(), work.seconds());
                out.writeStringField("hours", Hours.shown(work.seconds()));
                out.writeStringField("rate", rate(pay.rate(), pay.currency()));
                money(out, pay.amount(), pay.currency(), base, pay.amount(), pay.currency(), null);
                out.writeStringField("taxForm", worker.form1099());
                out.writeStringField("section", "time");
            }));
        }

        /** An entry on a client's invoice, priced as it was decided. */
        Line invoiced(Sides sides, Group group) {
            Work work = sides.work();
            Sides.Bill bill = sides.bill();
            String rateCurrency = bill.rate().currency();
            BigDecimal original = bill.exchange() == null
                    ? bill.amount()
                    : Price.of(bill.seconds(), bill.rate().rate(), rateCurrency, work.client().moneyRounding());
            BigDecimal base = base(bill.amount(), bill.currency(), rateDay(work, group));
            return new Line("entry " + work.id(), work.id(), bill.account(), bill.amount(), base, bill.seconds(), json(out -> {
                begin(out, work, bill.account(), description(work), bill.seconds(), work.seconds());
                out.writeStringField("hours", Hours.shown(bill.seconds()));
                out.writeStringField("rate", rate(bill.rate().rate(), rateCurrency));
                money(out, bill.amount(), bill.currency(), base, original, rateCurrency, bill.exchange());
                out.writeNullField("taxForm");
                out.writeStringField("section", bill.section());
            }));
        }

        /** What a retainer did not pay of an entry: quantity 1 where it paid a part, else as any other. */
        Line rest(Drawn drawn, Group group) {
            Sides sides = drawn.sides();
            Work work = sides.work();
            Sides.Bill bill = sides.bill();
            String currency = drawn.retainer().currency();
            String rateCurrency = bill.rate().currency();
            boolean split = drawn.drawn().isSplit();
            long seconds = drawn.drawn().restSeconds();
            BigDecimal amount = drawn.drawn().restAmount();
            BigDecimal original = split || rateCurrency.equals(currency)
                    ? amount
                    : Price.of(seconds, bill.rate().rate(), rateCurrency, work.client().moneyRounding());
            BigDecimal base = base(amount, currency, rateDay(work, group));
            return new Line("rest " + work.id(), work.id(), bill.account(), amount, base, seconds, json(out -> {
                begin(out, work, bill.account(), split ? remainder(drawn, seconds, rateCurrency) : description(work), seconds, drawn.drawn().restRawSeconds());
                if (split) {
                    out.writeStringField("quantity", "1");
                } else {
                    out.writeStringField("hours", Hours.shown(seconds));
                    out.writeStringField("rate", rate(bill.rate().rate(), rateCurrency));
                }
                money(out, amount, currency, base, original, split ? currency : rateCurrency, split ? null : bill.exchange());
                out.writeNullField("taxForm");
                out.writeStringField("section", bill.section());
            }));
        }

        private String remainder(Drawn drawn, long seconds, String rateCurrency) {
            return description(drawn.sides().work()) + " (" + Hours.shown(seconds) + " h beyond retainer " + drawn.retainer().retainer() + ", at "
                    + rate(drawn.sides().bill().rate().rate(), rateCurrency) + " " + rateCurrency + ")";
        }

        private LocalDate rateDay(Work work, Group group) {
            return work.client().fxLock() == Client.FxLock.DOCUMENT ? notAfterToday(group.to()) : work.date();
        }

        private LocalDate notAfterToday(LocalDate day) {
            return day.isAfter(today) ? today : day;
        }

        /** In the currency of the books, or null where no rate holds. */
        BigDecimal base(BigDecimal amount, String currency, LocalDate day) {
            String base = book.policies().baseCurrency();
            if (currency.equals(base)) {
                return amount;
            }
            return book.exchangeRates().cross(currency, base, notAfterToday(day), book.policies().exchangeMaxAgeDays())
                    .map((Cross rate) -> rate.convert(amount, book.policies().companyMoneyRounding()))
                    .orElse(null);
        }

        private void begin(JsonGenerator out, Work work, String account, String description, long seconds, long rawSeconds) throws IOException {
            out.writeArrayFieldStart("entries");
            out.writeString(work.reference(source));
            out.writeEndArray();
            out.writeStringField("description", description);
            out.writeStringField("worker", work.worker().worker());
            out.writeStringField("project", work.project() == null ? null : work.project().project());
            out.writeStringField("job", work.project() == null ? null : work.project().job());
            out.writeStringField("service", work.service() == null ? null : work.service().service());
            out.writeStringField("item", work.service() == null ? null : work.service().item());
            out.writeStringField("account", account);
            out.writeStringField("workDate", work.date().toString());
            out.writeNumberField("seconds", seconds);
            out.writeNumberField("rawSeconds", rawSeconds);
        }

        private void money(
                JsonGenerator out, BigDecimal amount, String currency, BigDecimal base, BigDecimal original, String originalCurrency, String exchange)
                throws IOException {
            out.writeStringField("amount", Money.plain(amount, currency));
            out.writeStringField("baseAmount", base == null ? null : Money.plain(base, book.policies().baseCurrency()));
            out.writeObjectFieldStart("original");
            out.writeStringField("currency", originalCurrency);
            out.writeStringField("amount", Money.plain(original, originalCurrency));
            out.writeEndObject();
            out.writeFieldName("exchange");
            out.writeRawValue(exchange == null ? "null" : exchange);
        }

        private static String description(Work work) {
            if (!work.notes().isBlank()) {
                return work.notes();
            }
            return work.service() == null ? work.project() == null ? "Work" : work.project().name()
                    : work.project() == null ? work.service().name() : work.service().name() + ", " + work.project().name();
        }
    }

    /** With as many decimals as it needs, but no fewer than its currency has. */
    static String rate(BigDecimal rate, String currency) {
        BigDecimal plain = rate.stripTrailingZeros();
        return plain.setScale(Math.max(plain.scale(), Currencies.minorUnits(currency)), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    static String json(Fields fields) {
        StringWriter text = new StringWriter(768);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
