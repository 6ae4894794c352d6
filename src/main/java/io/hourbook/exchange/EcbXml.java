package io.hourbook.exchange;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The reference rates of one day or more as the European Central Bank's eurofxref XML has them. */
final class EcbXml {

    private final String path;
    private final RatesBuilder rates = new RatesBuilder();
    private LocalDate day;
    private boolean anyDay;

    EcbXml(String path) {
        this.path = path;
    }

    ExchangeRates.Reading read(Reader xml) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(xml);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    notRates(line(reader), "a document type");
                    return rates.build();
                }
                if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("Cube")) {
                    cube(reader);
                }
            }
            if (!anyDay) {
                notRates(1, "no day of rates");
            }
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException failed) {
                throw new UncheckedIOException(failed);
            }
            notRates(broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNumber()), "broken XML");
        }
        return rates.build();
    }

    /** The JDK's own parser, whatever else is on the class path, and nothing fetched or expanded. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Three levels are called Cube: the whole, a day ({@code time}) and a rate ({@code currency}, {@code rate}). */
    private void cube(XMLStreamReader reader) {
        String where = path + ":" + line(reader);
        String time = reader.getAttributeValue(null, "time");
        if (time != null) {
            anyDay = true;
            day = day(where, time);
        }
        String currency = reader.getAttributeValue(null, "currency");
        if (currency == null || day == null) {
            return;
        }
        String text = reader.getAttributeValue(null, "rate");
        long rate = text == null ? PackedRate.NONE : PackedRate.parse(text.strip());
        if (rate == PackedRate.NONE || !EcbCsv.isPublished(currency)) {
            rates.found(EcbCsv.badRate(where, currency, text == null ? "" : text));
        } else {
            rates.add(currency, day, rate);
        }
    }

    private LocalDate day(String where, String time) {
        try {
            LocalDate parsed = EcbCsv.day(time.strip());
            rates.row(path + "#" + parsed);
            return parsed;
        } catch (DateTimeParseException notADate) {
            rates.found(EcbCsv.badDate(where, time));
            return null;
        }
    }

    private void notRates(int line, String saw) {
        rates.found(new Finding(
                "MAP-401",
                path + ":" + line,
                "not a table of the European Central Bank's rates",
                saw,
                "a Cube per day with its time, and in it a Cube per currency with its rate",
                "download eurofxref-daily.xml from the European Central Bank"));
    }

    private static int line(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }
}
