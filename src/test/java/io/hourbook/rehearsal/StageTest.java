package io.hourbook.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.Database;
import io.hourbook.database.PassLock;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A rehearsal's schema beside the books: one at a time, of one moment, and never somebody else's. */
class StageTest {

    private static final Consumer<String> NOBODY = words -> {};

    private static Database database;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        jdbc = new JdbcTemplate(database.dataSource());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void whatWasLeftByAKilledOneIsTakenAwayAndALivingOneIsLeftAlone() {
        try (Stage living = Stage.open(database)) {
            jdbc.execute("create table " + living.table("entry") + " (id int)");
            assertThatThrownBy(() -> Stage.open(database)).isInstanceOf(Problem.class).hasMessageContaining("PRE-101");
            assertThat(Stage.swept(database)).as("by a start meanwhile").isFalse();
            assertThat(WhatStands.schemas(jdbc)).hasSize(1);
        }
        assertThat(WhatStands.schemas(jdbc)).isEmpty();
        assertThat(Stage.swept(database)).isFalse();
        String schema = jdbc.queryForObject("select database()", String.class) + "_rehearsal";
        jdbc.execute("create database " + schema);
        jdbc.execute("create table " + schema + "." + Stage.MARK + " (name varchar(64) not null primary key)");
        jdbc.execute("create table " + schema + ".entry (id int)");
        try (Stage next = Stage.open(database)) {
            assertThat(jdbc.queryForObject("select count(*) from information_schema.tables where table_schema = ?", Integer.class, schema)).isEqualTo(1);
        }
        assertThat(WhatStands.schemas(jdbc)).isEmpty();
        jdbc.execute("create database " + schema);
        jdbc.execute("create table " + schema + "." + Stage.MARK + " (name varchar(64) not null primary key)");
        assertThat(Stage.swept(database)).as("by the next start").isTrue();
        assertThat(WhatStands.schemas(jdbc)).isEmpty();
        assertThat(jdbc.queryForObject(
                "select is_free_lock(concat('hourbook-rehearsal-', left(md5(database()), 16)))", Integer.class)).isOne();
    }

    @Test
    void aDatabaseThatHappensToHaveTheNameIsLeftAlone() {
        String schema = jdbc.queryForObject("select database()", String.class) + "_rehearsal";
        jdbc.execute("create database " + schema);
        jdbc.execute("create table " + schema + ".invoice (id int)");
        assertThat(Stage.swept(database)).isFalse();
        try {
            assertThatThrownBy(() -> Stage.open(database)).isInstanceOf(Problem.class).hasMessageContaining("PRE-104");
            assertThat(jdbc.queryForList("select table_name from information_schema.tables where table_schema = ?", String.class, schema))
                    .containsExactly("invoice");
        } finally {
            jdbc.execute("drop database " + schema);
        }
    }

    @Test
    void aUserWhoMayNotMakeTheCopyIsToldWhatToGrant() {
        String schema = jdbc.queryForObject("select database()", String.class);
        String server = database.address().replaceFirst("/.*", "");
        jdbc.execute("create user 'books_only'@'%' identified by 'a-word-for-a-test'");
        // written down, for whoever may not hand rights on may do that
        jdbc.update("insert into mysql.db (host, db, user, select_priv, insert_priv, update_priv, delete_priv, create_priv, drop_priv, alter_priv, index_priv,"
                + " references_priv) values ('%', ?, 'books_only', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y')", schema.replace("_", "\\_"));
        jdbc.execute("flush privileges");
        try (Database books = TestDatabase.of(new Home(Path.of("")), Map.of(
                "HOURBOOK_DB_URL", "jdbc:mariadb://" + server + "/" + schema, "HOURBOOK_DB_USER", "books_only", "HOURBOOK_DB_PASSWORD", "a-word-for-a-test"))) {
            assertThatThrownBy(() -> Stage.open(books)).isInstanceOf(Problem.class).hasMessageContaining("PRE-102").hasMessageContaining(
                    "grant all privileges on `" + (schema + "_rehearsal").replace("_", "\\_") + "`.* to 'books_only'@'%';");
        } finally {
            jdbc.execute("drop user 'books_only'@'%'");
        }
    }

    @Test
    void aCopyIsOfOneMomentOrNone() throws Exception {
        try (Stage stage = Stage.open(database)) {
            assertThatThrownBy(() -> new Copying(stage, NOBODY).copy(1_000)).isInstanceOf(Problem.class).hasMessageContaining("PRE-103");
        }
        try (Stage stage = Stage.open(database); PassLock runs = database.passLock(Duration.ZERO).orElseThrow()) {
            assertThatThrownBy(() -> new Copying(stage, NOBODY, Duration.ZERO).copy(Long.MAX_VALUE)).isInstanceOf(Problem.class)
                    .hasMessageContaining("PRE-105");
        }
        try (Stage stage = Stage.open(database)) {
            Consumer<String> cut = words -> {
                if (words.equals("copying the books")) {
                    jdbc.execute("kill " + jdbc.queryForObject("select is_used_lock(concat('hourbook-pass-', database()))", Long.class));
                }
            };
            assertThatThrownBy(() -> new Copying(stage, cut).copy(Long.MAX_VALUE)).isInstanceOf(Problem.class).hasMessageContaining("PRE-106");
        }
    }
}
