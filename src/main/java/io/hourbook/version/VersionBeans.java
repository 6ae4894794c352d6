package io.hourbook.version;

import io.hourbook.author.Authors;
import io.hourbook.home.FreeSpace;
import io.hourbook.exchange.KeptRates;
import io.hourbook.home.Home;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.reload.RouteBeanCatalog;
import io.hourbook.reload.RouteDeployer;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The gate, and the versions that went through it. */
@Configuration(proxyBeanMethods = false)
class VersionBeans {

    @Bean
    Gate gate(
            Home home, RouteDeployer routes, JdbcTemplate jdbc, TransactionTemplate transaction, CamelContext camel, ListableBeanFactory beans,
            ObjectProvider<BuildProperties> build, ObjectProvider<Impact> impact, EditNews news, @Value("${hourbook.schedules:true}") boolean service, FreeSpace space,
            KeptRates fetched, Clock clock) {
        VersionStore store = new VersionStore(jdbc, transaction);
        Judge judge = new Judge(
                home.data().resolve("proposal"), key -> camel.getPropertiesComponent().resolveProperty(key).orElse(null),
                () -> RouteBeanCatalog.of(beans));
        Verdicts verdicts = new Verdicts(
                files -> space.tooLittle().map(Judge.Verdict::refusing).orElseGet(() -> judge.judge(files)), store, service,
                new RateEdits(() -> fetched.current().rates()));
        String program = build.stream().map(BuildProperties::getVersion).findFirst().orElse("from source");
        Live live = new Live(store, routes);
        HomeFolder folder = new HomeFolder(home, HomeFolder.BETWEEN_LOOKS, clock);
        Journal journal = new Journal(new ChangeLog(jdbc), new ProposalStore(jdbc, transaction), transaction, new FolderId(home)::id, news::tell);
        return new Gate(
                folder, store, live, verdicts, routes, new Admission(live, program, clock), service, new Authors(home),
                new Substance(service ? Weigher.apart(impact::getIfAvailable, clock) : Weigher.atOnce(impact::getIfAvailable, clock)), journal);
    }

    @Bean
    EditNews editNews(TargetProfile profile, CamelContext camel, @Value("${HOURBOOK_NOTIFY_URL:}") String address) {
        return EditNews.of(profile, () -> camel, address);
    }

    @Bean
    Proposals proposals(DataSource source) {
        return new Proposals(source);
    }

    @Bean
    ChangeLog changeLog(DataSource source) {
        return new ChangeLog(source);
    }

    @Bean
    Versions versions(DataSource source) {
        return new Versions(source);
    }

    @Bean
    GateWatch gateWatch(Gate gate) {
        return new GateWatch(gate);
    }
}
