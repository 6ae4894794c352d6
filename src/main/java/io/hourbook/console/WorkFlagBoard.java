package io.hourbook.console;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Working time that a person should look at: long days and weeks, short rests, missing breaks. Nothing is paid otherwise. */
@Component
class WorkFlagBoard {

    /**
     * @param worker the books' id
     * @param week   the first date of the workweek
     * @param date   the day it is about; the week's first for what is about the whole week
     * @param flag   {@code daily-hours}, {@code daily-rest}, {@code weekly-rest}, {@code break} or {@code weekly-hours}
     * @param detail a sentence with the law it goes by
     */
    record WorkFlag(
            String worker, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate week,
            @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate date, String flag, String detail) {}

    private final JdbcTemplate jdbc;

    WorkFlagBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest week first. */
    Listed<WorkFlag> newest(Slice slice) {
        List<WorkFlag> rows = jdbc.query(
                """
                select worker, week_from, work_date, flag, detail from pay_flag
                order by week_from desc, work_date desc, worker, flag limit ? offset ?""",
                (row, number) -> new WorkFlag(
                        row.getString("worker"), row.getObject("week_from", LocalDate.class), row.getObject("work_date", LocalDate.class),
                        row.getString("flag"), row.getString("detail")),
                slice.size(), slice.offset());
        return new Listed<>(rows, jdbc.queryForObject("select count(*) from pay_flag", Long.class), slice);
    }
}
