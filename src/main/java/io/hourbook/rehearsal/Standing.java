package io.hourbook.rehearsal;

import org.springframework.jdbc.core.JdbcTemplate;

/** What stood before the pass of a rehearsal, in tables of the stage: a pass writes over allocations, drawings and totals. */
final class Standing {

    /** The codes that an entry's paid time is split into, in words that can be compared. */
    static final String CODES = """
            select entry_id, group_concat(concat(code, ' ', seconds) order by week_from, work_date, code separator ', ') as codes
            from %s group by entry_id""";

    private final Stage stage;

    Standing(Stage stage) {
        this.stage = stage;
    }

    void keep(JdbcTemplate jdbc) {
        for (String table : new String[] {"pay_allocation", "bill_allocation", "drawing", "document"}) {
            jdbc.execute("drop table if exists " + stage.table("before_" + table));
            jdbc.execute("create table " + stage.table("before_" + table) + " like " + stage.table(table));
            jdbc.update("insert into " + stage.table("before_" + table) + " select * from " + stage.table(table));
        }
        jdbc.execute("drop table if exists " + stage.table("before_codes") + ", " + stage.table("before_line"));
        jdbc.execute("create table " + stage.table("before_codes")
                + " (entry_id bigint unsigned not null, codes text not null, primary key (entry_id)) engine = InnoDB collate utf8mb4_bin");
        jdbc.update("insert into " + stage.table("before_codes") + " " + CODES.formatted(stage.table("pay_part")));
        jdbc.execute("create table " + stage.table("before_line") + """
                 (id bigint unsigned not null, document_id int unsigned not null, line_key varchar(120) not null, entry_id bigint unsigned null,
                account varchar(32) null, amount decimal(19,4) null, base_amount decimal(19,4) null, seconds bigint null, primary key (id),
                key of_document (document_id)) engine = InnoDB collate utf8mb4_bin""");
        jdbc.update("insert into " + stage.table("before_line")
                + " select id, document_id, line_key, entry_id, account, amount, base_amount, seconds from " + stage.table("document_line")
                + " where until_revision is null");
    }
}
