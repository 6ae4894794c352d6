package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class BulkInsertTest {

    private SingleConnectionDataSource connection;
    private JdbcTemplate jdbc;

    @BeforeEach
    void table() throws SQLException {
        connection = new SingleConnectionDataSource(TestDatabase.fresh().getConnection(), true);
        jdbc = new JdbcTemplate(connection);
        jdbc.execute("create table thing (id int primary key, word varchar(20) null)");
    }

    @AfterEach
    void close() {
        connection.destroy();
    }

    @Test
    void more_rows_than_one_statement_takes_are_all_inserted() {
        List<Object[]> rows = IntStream.range(0, 40_000).mapToObj(id -> new Object[] {id, "word " + id}).toList();
        new BulkInsert(jdbc, "insert into thing values", 2, "").insert(rows);
        new BulkInsert(jdbc, "insert into thing values", 2, "on duplicate key update id = values(id) + 40000").insert(rows);
        assertThat(jdbc.queryForObject("select count(*) from thing where word = concat('word ', id - 40000)", Long.class))
                .isEqualTo(40_000L);
    }

    @Test
    void nothing_to_insert_is_no_statement() {
        long before = statements();
        new BulkInsert(jdbc, "insert into thing values", 2, "").insert(List.of());
        assertThat(statements() - before).as("the question itself").isEqualTo(1);
    }

    @Test
    void returning_gives_the_rows_that_were_new() {
        jdbc.update("insert into thing values (2, null)");
        BulkInsert insert = new BulkInsert(jdbc, "insert ignore into thing values", 2, "returning id");
        List<Integer> fresh = insert.insertReturning(List.of(new Object[] {1, "a"}, new Object[] {2, "b"}, new Object[] {3, null}),
                row -> row.getInt(1));
        assertThat(fresh).containsExactly(1, 3);
    }

    @Test
    void what_is_there_is_left_or_replaced_as_the_head_says() {
        jdbc.update("insert into thing values (2, 'old'), (3, 'old')");
        new BulkInsert(jdbc, "insert ignore into thing values", 2, "").insert(List.of(new Object[] {1, "a"}, new Object[] {2, "b"}));
        new BulkInsert(jdbc, "replace into thing values", 2, "").insert(List.of(new Object[] {3, "c"}, new Object[] {4, "d"}));
        assertThat(jdbc.queryForList("select word from thing order by id", String.class)).containsExactly("a", "old", "c", "d");
    }

    @Test
    void one_row_that_cannot_be_inserted_and_none_is() {
        jdbc.update("insert into thing values (500, 'old')");
        BulkInsert insert = new BulkInsert(jdbc, "insert into thing values", 2, "");
        List<Object[]> rows = IntStream.range(0, 1_000).mapToObj(id -> new Object[] {id, "new"}).toList();
        assertThatThrownBy(() -> insert.insert(rows)).isInstanceOf(DuplicateKeyException.class);
        assertThat(jdbc.queryForList("select word from thing", String.class)).containsExactly("old");
    }

    /** The driver would begin a packet anew at each null that stands before another value of its column. */
    @Test
    void nulls_anywhere_change_neither_values_nor_the_number_of_statements() {
        jdbc.execute("""
                create table every (id bigint primary key, flag boolean null, number int null, large bigint null,
                  amount decimal(19,4) null, word varchar(40) null, bytes varbinary(8) null, day date null, wall datetime(3) null)""");
        LocalDateTime wall = LocalDateTime.of(2025, 3, 30, 2, 30, 0, 500_000_000);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Object[] full = {(long) i, true, i, (1L << 40) + i, new BigDecimal("-12345678901234.5678"), "ünïcödé \\ ' \" 💶",
                new byte[] {0, -1, 39, 92}, LocalDate.of(2024, 2, 29), wall};
            full[1 + i % 8] = null;
            if (i % 5 == 0) {
                full[3] = i;
            }
            rows.add(full);
        }
        BulkInsert insert = new BulkInsert(jdbc, "insert into every values", 9, "");
        long before = statements();
        insert.insert(rows);
        assertThat(statements() - before).as("a preparation, the rows, and the question itself").isLessThanOrEqualTo(3);
        List<Object[]> read = jdbc.query("select * from every order by id", (row, n) -> new Object[] {
            row.getLong(1), row.getObject(2, Boolean.class), row.getObject(3, Integer.class), row.getObject(4, Long.class),
            row.getBigDecimal(5), row.getString(6), row.getBytes(7), row.getObject(8, LocalDate.class),
            row.getObject(9, LocalDateTime.class)});
        for (int i = 0; i < rows.size(); i++) {
            Object[] sent = rows.get(i).clone();
            sent[3] = sent[3] instanceof Integer number ? Long.valueOf(number) : sent[3];
            assertThat(Arrays.deepEquals(read.get(i), sent)).as(Arrays.deepToString(read.get(i))).isTrue();
        }
    }

    @Test
    void rows_stay_below_the_packet_of_a_server_with_default_settings() {
        jdbc.execute("create table wide (id int primary key, text mediumtext not null)");
        List<Object[]> rows = IntStream.range(0, 20).mapToObj(id -> new Object[] {id, "\u4E2D".repeat(1_000_000)}).toList();
        BulkInsert insert = new BulkInsert(jdbc, "insert into wide values", 2, "");
        insert.insert(rows.subList(0, 2));
        long before = statements();
        insert.insert(rows.subList(2, 20));
        assertThat(statements() - before).as("eighteen times three megabytes, and the question").isBetween(5L, 12L);
        assertThat(jdbc.queryForObject("select sum(char_length(text)) from wide", Long.class)).isEqualTo(20_000_000L);
    }

    @Test
    void a_row_larger_than_a_slice_goes_alone() {
        jdbc.execute("create table wide (id int primary key, text mediumtext not null)");
        new BulkInsert(jdbc, "insert into wide values", 2, "")
                .insert(List.of(new Object[] {1, "a"}, new Object[] {2, "b".repeat(5_000_000)}, new Object[] {3, "c"}));
        assertThat(jdbc.queryForObject("select count(*) from wide", Long.class)).isEqualTo(3);
    }

    private long statements() {
        return jdbc.queryForObject(
                "select variable_value from information_schema.session_status where variable_name = 'QUESTIONS'", Long.class);
    }
}
