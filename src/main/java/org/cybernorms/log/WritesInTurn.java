package org.cybernorms.log;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Takes the turn of a transaction before its first statement that writes or locks; the log's own statements ask for it themselves. */
@PersistenceUnitExtension
@ApplicationScoped
public class WritesInTurn implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final transient Turn turn;

    WritesInTurn(Turn turn) {
        this.turn = turn;
    }

    @Override
    public String inspect(String sql) {
        if (!sql.startsWith("select") || sql.contains("for update") || sql.contains("for no key update")) {
            turn.take();
        }
        return sql;
    }
}
