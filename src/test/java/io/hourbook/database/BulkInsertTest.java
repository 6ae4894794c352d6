package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class BulkInsertTest {

    private JdbcTemplate jdbc;

    @BeforeEach
    void table() {
        jdbc = new JdbcTemplate(TestDatabase.fresh());
        jdbc.execute("create table thing (id int primary key, word varchar(20) null)");
    }

    @Test
    void more_rows_than_one_statement_takes_are_all_inserted() {
        List<Object[]> rows = IntStream.range(0, 40_000).mapToObj(id -> new Object[] {id, "word " + id}).toList();
        assertThat(new BulkInsert(jdbc, "insert into thing values", 2, "").insert(rows)).isEqualTo(40_000);
        assertThat(jdbc.queryForObject("select sum(id) from thing where word = concat('word ', id)", Long.class)).isEqualTo(799_980_000L);
    }

    @Test
    void nothing_to_insert_is_no_statement() {
        assertThat(new BulkInsert(jdbc, "insert into thing values", 2, "").insert(List.of())).isZero();
    }

    @Test
    void returning_gives_the_rows_that_were_new() {
        jdbc.update("insert into thing values (2, null)");
        BulkInsert insert = new BulkInsert(jdbc, "insert ignore into thing values", 2, "returning id");
        List<Integer> fresh = insert.insertReturning(List.of(new Object[] {1, "a"}, new Object[] {2, "b"}, new Object[] {3, null}),
                row -> row.getInt(1));
        assertThat(fresh).containsExactly(1, 3);
    }
}
