package io.hourbook.console;

/** A studio's books with something of everything the pages show, hostile names among it. */
final class StudioBooks {

    static final String HOSTILE = "<script>alert('x')</script>\" onmouseover=\"y & Söhne 株式会社";
    static final String ODD_KEY = "a/b?c&d#é %2F\"<i>";

    private StudioBooks() {}

    static void plant(Planted planted) {
        planted.run("failed", null, "mappings/rates.csv:6: MAP-101 no service named \"Archery\"\n  do    add the row and save");
        planted.done();
        documents(planted);
        holds(planted);
        letters(planted);
        planted.workFlag("2025-04-07", "W05", "2025-04-09", "daily-hours", "10:30 h worked on one day, over 10 h (Arbeitszeitgesetz §§3 to 5)");
        planted.workFlag("2025-04-14", "W07", "2025-04-14", "weekly-hours", "48:15 h worked in one week, over an average of 48 h (<law>)");
        planted.workFlag("2025-04-14", "W99", "2025-04-15", "daily-rest", "9:00 h of rest before this day's work, under 11 h (" + HOSTILE + ")");
    }

    private static void documents(Planted planted) {
        int invoice = planted.document("HB-INV-CUST-1001-USD-2025-04-1", "sales-invoice", "SALES_INVOICE", "CUST-1001", "USD", "2025-04", "1233162.50");
        planted.delivery(invoice, "delivered", "2025-05-01", 1, null);
        long first = planted.entry("clockify-los-angeles", "7f3k9q2m4x8d", "Ben Cole", "Acme App", "2025-04-15", 27000);
        planted.line(invoice, first, 27000L, """
                {"entries":["clockify-los-angeles:7f3k9q2m4x8d"],"description":"Checkout flow, error states","worker":"W02","project":"ACME-APP",
                "service":"DEV","account":"4020","workDate":"2025-04-15","seconds":27000,"hours":"7.5000","rate":"155.00","amount":"1162.50",
                "original":{"currency":"USD","amount":"1162.50"}}""");
        long odd = planted.entry("clockify-los-angeles", ODD_KEY, HOSTILE, HOSTILE, "2025-04-16", 1234);
        planted.line(invoice, odd, 1234L, """
                {"description":"<img src=x onerror=alert(1)>","worker":"<b>W99</b>","project":"ACME-APP","service":"DEV","account":"4020",
                "workDate":"2025-04-16","rate":"155.00","amount":"1232000.00","original":{"currency":"USD","amount":"1232000.00"}}""");
        int yen = planted.document("HB-INV-CUST-1004-JPY-2025-04-1", "sales-invoice", "SALES_INVOICE", "CUST-1004", "JPY", "2025-04", "1848000");
        planted.delivery(yen, "waiting", "2025-05-01", 2, "503 the books are being backed up");
        int bill = planted.document("HB-BIL-V-SATO-JPY-2025-04-1", "vendor-bill", "VENDOR_BILL", "V-SATO", "JPY", "2025-04", "945000");
        planted.delivery(bill, "failed", "2025-05-01", 1, "422 unknown vendor <V-SATO>");
        int payroll = planted.document("HB-PAY-2025-04-28-1", "payroll-batch", "PAYROLL_BATCH", null, null, "2025-04-28", "0");
        planted.delivery(payroll, "waiting", "2025-05-05", 0, null);
        planted.line(payroll, null, 144000L, "{\"worker\":\"W01\",\"week\":\"2025-04-28\",\"code\":\"REG\",\"seconds\":144000}");
        planted.line(payroll, null, 18000L, "{\"worker\":\"W01\",\"week\":\"2025-04-28\",\"code\":\"OT15\",\"seconds\":18000}");
        int labour = planted.document("HB-LAB-USD-2025-04-1", "journal-entry", "LABOUR_JOURNAL", null, "USD", "2025-04", "48211.88");
        planted.delivery(labour, "delivered", "2025-05-01", 1, null);
        planted.line(labour, null, 2800000L, "{\"description\":\"Labour: development for 2025-04\",\"account\":\"5020\",\"seconds\":2800000,\"debit\":\"48211.88\"}");
        planted.line(labour, null, null, "{\"description\":\"Labour for 2025-04 owed to employees\",\"account\":\"2100\",\"credit\":\"48211.88\"}");
        int drawdown = planted.document("HB-RET-RET-EMBER-USD-2025-04-1", "journal-entry", "RETAINER_JOURNAL", "CUST-1005", "USD", "2025-04", "5120.00");
        planted.delivery(drawdown, "sending", "2025-05-01", 1, null);
        planted.drawn("RET-EMBER", first, "USD", "15120.0000", false);
    }

    private static void holds(Planted planted) {
        for (int i = 1; i <= 3; i++) {
            long entry = planted.entry("harvest", "1u4h7tr0c3z" + i, "Jo Park", "Blau ERP", "2025-04-1" + i, 9000);
            planted.pay(entry, "held", "unapproved", "the source does not say approved", 9000);
            planted.bill(entry, "held", "unapproved", "the source does not say approved", 9000);
        }
        long unmapped = planted.entry("toggl-berlin", "w2e5d8g1k4n7", "Eva Brandt", HOSTILE, "2025-04-09", 26110);
        planted.pay(unmapped, "allocated", null, null, 26110);
        planted.bill(unmapped, "held", "unmapped-project", "no project named \"" + HOSTILE + "\"", 26110);
        long both = planted.entry("clockify-new-york", "zz18t6b3v9aa", "Max Nobody", "Acme App", "2025-04-02", 3600);
        planted.pay(both, "held", "unmapped-worker", "no worker named \"Max Nobody\"; the nearest name is \"Mia Long\"", 3600);
        planted.bill(both, "held", "unmapped-worker", "no worker named \"Max Nobody\"; the nearest name is \"Mia Long\"", 3600);
    }

    private static void letters(Planted planted) {
        planted.letter("FMT-201", "inbox/clockify-los-angeles/done/clockify-malformed.csv:3", "this is no length of time", "\"seven\"",
                "hours:minutes:seconds, or hours as a decimal", null,
                "correct the row where it comes from and drop a fresh export", 1);
        planted.letter("DEL-201", "HB-BIL-V-SATO-JPY-2025-04-1", "the books refuse this document", "422 unknown vendor " + HOSTILE,
                "an answer of 200 or 201", "routes/deliver/deliver-document.camel.yaml:31 to-target",
                "add the vendor in the books, then replay the letter", 2);
        planted.letter("DEL-201", "HB-BIL-V-SATO-JPY-2025-03-1", "the books refuse this document", "422 unknown vendor " + HOSTILE,
                "an answer of 200 or 201", "routes/deliver/deliver-document.camel.yaml:31 to-target",
                "add the vendor in the books, then replay the letter", 2);
    }

    /** Serves the pages for a look at them: planted books on the port named first, an empty home on the second. */
    public static void main(String[] ports) {
        plant(new Planted(ConsoleWorld.start(Integer.parseInt(ports[0])).jdbc()));
        ConsoleWorld.start(Integer.parseInt(ports[1]));
    }
}
