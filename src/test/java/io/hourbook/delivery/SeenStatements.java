package io.hourbook.delivery;

import io.hourbook.database.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A fresh database, and what was asked of it: the text of each statement, and {@code commit}. */
final class SeenStatements extends DelegatingDataSource {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    SeenStatements() {
        this(TestDatabase.fresh());
    }

    private SeenStatements(DataSource database) {
        super(database);
    }

    long count(String beginning) {
        return seen.stream().filter(statement -> statement.startsWith(beginning)).count();
    }

    void clear() {
        seen.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                seen.add(arguments[0].toString().stripLeading());
            } else if (method.getName().equals("commit")) {
                seen.add("commit");
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        });
    }
}
