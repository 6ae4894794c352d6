/**
 * What people do in the accounting system comes back: voids, payments, edits and credits, read by a schedule of their own and settled by
 * the next pass. A reading writes down what was seen and nothing else; what follows for the books is worked out here, for every kind of
 * target alike.
 *
 * <p><b>A kind of target that can be read</b> brings three things, and no more:
 * <ol>
 *   <li>a {@link io.hourbook.readback.Reading} in its own package: the pure conversation about one page, made of a
 *       {@link io.hourbook.readback.Look}. No network, clock or database in it.</li>
 *   <li>a public bean with one step, which begins it:
 *       <pre>{@code
 *       public void read(Exchange exchange) {
 *           Look.converse(exchange, new XeroReading(Look.of(exchange)));
 *       }
 *       }</pre></li>
 *   <li>the route {@code routes/deliver/<kind>-reader.camel.yaml} ({@code xero-reader} for the kind {@code xero}), with cases beside it:
 *       that step, then {@code to: direct: http-target}, exactly as in {@code <kind>-target}. Hourbook finds the reader by this name. A
 *       kind or a home without such a route is not read, and nothing else changes.</li>
 * </ol>
 * Breaker, credentials, budgets of calls and parking stand before the route and around its calls already. The bean of the route in cases is added to
 * {@code cases.CaseFolders#beans} where the kind's other bean is; a case says under {@code in} the {@code settings}, {@code names},
 * {@code cursor}, {@code since}, {@code began} and {@code known} of the look, {@code answers} has the calls' answers at
 * {@code to-accounting-endpoint}, and at the {@code end} stands what was told: {@code documents}, {@code payments}, {@code credits},
 * {@code cursor}, {@code more}.
 *
 * <p><b>What a page must keep to.</b> It may tell a thing twice, in one page or in every page, and never leave one out: so cursors overlap
 * by as much as the vendor's clocks and commits may be apart (two minutes where nothing else is known). It ends ({@code more} is false)
 * once it has come to what is new. It tells of documents of people as of ours: whose a document is, is found out here, by the
 * target's id, else by the reference. Amounts are positive, in the document's currency, whatever its type; never a binary fraction.
 */
package io.hourbook.readback;
