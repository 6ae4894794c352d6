package io.hourbook.expense;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.database.RepeatedTransaction;
import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.LetterSubject;
import io.hourbook.deadletter.LetterSubjects;
import io.hourbook.entry.ExpenseRows;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The beans that routes/process/allocate-expenses calls, and the store that intake fills. */
@Configuration(proxyBeanMethods = false)
class ExpenseBeans {

    @Bean
    ExpenseRows expenseRows(JdbcTemplate jdbc) {
        return new ExpenseStore(jdbc);
    }

    @Bean
    ExpenseChecks expenseChecks() {
        return new ExpenseChecks();
    }

    @Bean
    ExpenseSteps expenseSteps() {
        return new ExpenseSteps();
    }

    @Bean
    Expenses expenses(JdbcTemplate jdbc, RepeatedTransaction transaction, DocumentGroups documentGroups) {
        return new Expenses(jdbc, transaction, documentGroups);
    }

    /** A dead letter about an outcome is about its expense, which is tried again by each pass as long as it fails. */
    @Bean
    LetterSubjects expenseSubjects() {
        return body -> body instanceof ExpenseOutcome outcome
                ? Optional.of(new LetterSubject(
                        DeadLetter.Kind.FILE, "expense " + outcome.expense().reference(), outcome.expense().source(), null, null))
                : Optional.empty();
    }
}
