package io.hourbook.document;

import io.hourbook.exchange.Cross;

/** An exchange rate as documents carry it. */
final class ExchangeJson {

    private ExchangeJson() {}

    static String of(Cross cross) {
        return cross == null
                ? null
                : new LineJson()
                        .text("from", cross.from())
                        .text("to", cross.to())
                        .text("rate", cross.shown().toPlainString())
                        .text("date", cross.date().toString())
                        .text("source", cross.source())
                        .text("id", cross.id())
                        .done();
    }
}
