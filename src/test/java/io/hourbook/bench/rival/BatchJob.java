package io.hourbook.bench.rival;

import com.zaxxer.hikari.HikariDataSource;
import io.hourbook.bench.Contender;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The same job as Spring Batch's reference documentation would have it: chunk-oriented steps over a JDBC job repository in the
 * same database, one thread. What a step works on is read back from the tables that the step before it wrote, so that the job
 * can go on at the last committed chunk; entries that are known already are skipped by their unique identity.
 */
public final class BatchJob implements Contender {

    @Override
    public String name() {
        return "spring-batch";
    }

    @Override
    public String sentence() {
        return "Spring Batch: flat file reader, JDBC cursor readers and batch writers, chunks of 1,000, a step for each kind of group, one thread";
    }

    @Override
    public Result run(Job job) throws Exception {
        MappingBook book = new MappingLoader().load(job.mappings());
        Tables.make(job.url(), job.user(), job.password());
        try (HikariDataSource database = database(job); Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Path export = job.exports().get(0);
            Tables.begin(connection, job.source(), book, export.getFileName().toString(), Files.size(export));
            new ResourceDatabasePopulator(new ClassPathResource("org/springframework/batch/core/schema-mariadb.sql")).execute(database);
            JdbcTransactionManager transactions = new JdbcTransactionManager(database);
            JobRepository repository = repository(database, transactions);
            BatchSteps steps = new BatchSteps(job, book, database, repository, transactions);
            org.springframework.batch.core.Job whole = new JobBuilder("hourbook", repository)
                    .start(steps.takeEntries()).next(steps.suspectEntries()).next(steps.allocateEntries()).next(steps.roundDays())
                    .next(steps.splitPayWeeks()).next(steps.drawRetainers()).next(steps.assembleDocuments()).next(steps.deliverDocuments())
                    .build();
            TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
            launcher.setJobRepository(repository);
            launcher.afterPropertiesSet();
            JobParameters parameters = new JobParametersBuilder().addString("export", export.toString()).toJobParameters();
            long began = System.nanoTime();
            JobExecution execution = launcher.run(whole, parameters);
            long elapsed = (System.nanoTime() - began) / 1_000_000;
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw new IllegalStateException(execution.getExitStatus().getExitDescription());
            }
            long read = execution.getStepExecutions().iterator().next().getReadCount();
            return new Result(read, elapsed, times(execution));
        }
    }

    private static Map<String, Long> times(JobExecution execution) {
        Map<String, Long> times = new LinkedHashMap<>();
        execution.getStepExecutions().forEach(step -> times.put(
                step.getStepName() + " ms", Duration.between(step.getStartTime(), step.getEndTime()).toMillis()));
        return times;
    }

    private static HikariDataSource database(Job job) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(job.url());
        database.setDataSourceProperties(Tables.options(job.user(), job.password()));
        return database;
    }

    private static JobRepository repository(HikariDataSource database, JdbcTransactionManager transactions) throws Exception {
        JobRepositoryFactoryBean factory = new JobRepositoryFactoryBean();
        factory.setDataSource(database);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return factory.getObject();
    }
}
