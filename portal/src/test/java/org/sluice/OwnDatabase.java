package org.sluice;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of one test's own in the instance's PostgreSQL, with the product's tables. */
public final class OwnDatabase implements AutoCloseable {
    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final DataSource tables;

    public OwnDatabase() {
        JdbcClient.create(source("sluice")).sql("create database " + name).update();
        tables = source(name);
        Flyway.configure().dataSource(tables).load().migrate();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(tables);
    }

    public DataSource tables() {
        return tables;
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(tables));
    }

    /** Without force: PostgreSQL sends an autovacuum worker away by itself, but lets nobody else end one. */
    @Override
    public void close() {
        JdbcClient.create(source("sluice")).sql("drop database " + name).update();
    }

    private static DataSource source(String database) {
        Instance instance = Instance.running();
        String url = instance.get("database.url");
        return new DriverManagerDataSource(
                url.substring(0, url.lastIndexOf('/') + 1) + database,
                instance.get("database.user"),
                instance.get("database.password"));
    }
}
