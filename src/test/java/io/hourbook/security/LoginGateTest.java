package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.MovingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Guessing gets slower and slower; nobody is locked out for it elsewhere. */
class LoginGateTest {

    private final MovingClock clock = new MovingClock("2026-02-01T10:00:00Z");
    private final LoginGate gate = new LoginGate(clock);

    private void fail(int times, String name, String address) {
        for (int time = 0; time < times; time++) {
            gate.failed(name, address);
        }
    }

    @Test
    void a_few_mistypes_cost_nothing_and_each_further_one_doubles_the_wait() {
        fail(4, "anna", "10.0.0.1");
        assertThat(gate.wait("anna", "10.0.0.1")).isZero();
        fail(1, "anna", "10.0.0.1");
        assertThat(gate.wait("Anna ", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
        fail(3, "anna", "10.0.0.1");
        assertThat(gate.wait("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(8));
        fail(20, "anna", "10.0.0.1");
        assertThat(gate.wait("anna", "10.0.0.1")).isEqualTo(Duration.ofMinutes(15));
        clock.advance(Duration.ofMinutes(15));
        assertThat(gate.wait("anna", "10.0.0.1")).isZero();
    }

    @Test
    void others_are_not_held_up_by_it() {
        fail(10, "anna", "10.0.0.1");

        assertThat(gate.wait("bert", "10.0.0.1")).as("another name from there").isZero();
        assertThat(gate.wait("anna", "10.0.0.2")).as("that name from elsewhere").isZero();
    }

    @Test
    void an_address_that_tries_many_names_waits_for_all_of_them() {
        for (int name = 0; name < 33; name++) {
            fail(1, "name" + name, "10.0.0.1");
        }
        assertThat(gate.wait("never tried", "10.0.0.1")).isEqualTo(Duration.ofSeconds(8));
        gate.succeeded("name1", "10.0.0.1");
        assertThat(gate.wait("never tried", "10.0.0.1")).as("an account of one's own buys nothing").isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void an_ipv6_caller_is_its_network() {
        for (int host = 0; host < 6; host++) {
            fail(1, "anna", "2001:db8:1:2::" + host);
        }
        assertThat(gate.wait("anna", "2001:db8:1:2:ffff::1")).isEqualTo(Duration.ofSeconds(2));
        assertThat(gate.wait("anna", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void who_gets_in_begins_anew_and_so_does_who_stays_away() {
        fail(8, "anna", "10.0.0.1");
        gate.succeeded("anna", "10.0.0.1");
        assertThat(gate.wait("anna", "10.0.0.1")).isZero();
        fail(4, "anna", "10.0.0.1");
        clock.advance(Duration.ofMinutes(16));
        fail(4, "anna", "10.0.0.1");
        assertThat(gate.wait("anna", "10.0.0.1")).isZero();
    }

    @Test
    void memory_is_bounded_whoever_knocks() {
        for (int name = 0; name < 30_000; name++) {
            gate.failed("name" + name, "10." + name / 65_536 + "." + name / 256 % 256 + "." + name % 256);
        }
        assertThat(gate.size()).isEqualTo(LoginGate.MOST);
    }
}
